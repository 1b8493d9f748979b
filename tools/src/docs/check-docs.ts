import { decisionProblems } from './decisions';
import { missingCommands, untoldScripts } from './missing-commands';
import { missingPaths } from './missing-paths';
import { unknownIds, unreadVariables, wrongFigures } from './stated-facts';
import { readWorkspace } from '../workspace/files';
import { pagesOf } from './pages';
import { withSampleService } from './sample-service';

/** A guide to a service that its reader makes: it names what is here, and what is there then. */
const GUIDE_TO_A_SERVICE = 'docs/adding-a-service.md';

/** What the pages say of this repository and what is not so, each as a problem for a person. */
export async function checkDocs(workspace = readWorkspace()): Promise<string[]> {
  const pages = pagesOf(workspace);
  const withService = withSampleService(workspace);
  return [
    ...pages.flatMap((page) => {
      const named = page.path === GUIDE_TO_A_SERVICE ? withService : workspace;
      return [
        ...missingPaths(page, named),
        ...missingCommands(page, named),
        ...unreadVariables(page, workspace),
      ];
    }),
    ...pages.filter(({ path }) => path === 'README.md').flatMap(unknownIds),
    ...untoldScripts(workspace),
    ...decisionProblems(workspace),
    ...wrongFigures(workspace),
  ];
}
