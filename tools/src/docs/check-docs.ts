import { decisionProblems } from './decisions';
import { missingCommands, untoldScripts } from './missing-commands';
import { missingPaths } from './missing-paths';
import { unknownIds, unreadVariables, wrongFigures } from './stated-facts';
import { readWorkspace } from '../workspace/files';
import { pagesOf } from './pages';

/** A guide to a service that its reader makes; a black-box test makes one. Nothing that it names is here. */
const OF_WHAT_IS_NOT_HERE = 'docs/adding-a-service.md';

/** What the pages say of this repository and what is not so, each as a problem for a person. */
export async function checkDocs(workspace = readWorkspace()): Promise<string[]> {
  const pages = pagesOf(workspace).filter(({ path }) => path !== OF_WHAT_IS_NOT_HERE);
  return [
    ...pages.flatMap((page) => [
      ...missingPaths(page, workspace),
      ...missingCommands(page, workspace),
      ...unreadVariables(page, workspace),
    ]),
    ...pages.filter(({ path }) => path === 'README.md').flatMap(unknownIds),
    ...untoldScripts(workspace),
    ...decisionProblems(workspace),
    ...wrongFigures(workspace),
  ];
}
