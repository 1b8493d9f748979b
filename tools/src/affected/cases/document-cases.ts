import type { AffectedCase } from '../affected-case';
import { jsonIn, lineIn } from '../edits';
import type { House } from '../house';

/** What is read by people or by commands outside Nx: it touches nothing. */
export function documentCases({ files }: House): AffectedCase[] {
  return [
    {
      change: 'every README',
      edit: lineIn(...files.filter((file) => file.endsWith('README.md'))),
      affected: [],
    },
    { change: 'every other page', edit: lineIn(...files.filter(isOtherPage)), affected: [] },
    { change: 'the workflow', edit: lineIn('.github/workflows/ci.yml'), affected: [] },
    {
      change: 'the configuration of knip and prettier',
      edit: (root) => {
        jsonIn<{ ignore: string[] }>('knip.json', ({ ignore }) => ignore.push('nothing'))(root);
        jsonIn<{ semi?: boolean }>('.prettierrc.json', (options) => (options.semi = true))(root);
      },
      affected: [],
    },
  ];
}

function isOtherPage(file: string): boolean {
  return file.endsWith('.md') && !file.endsWith('README.md');
}
