// node tools/run.mjs docs: what the pages say of this repository, as `npm run check` looks at it; for the workflow.
import { checkDocs } from './docs/check-docs';
import { runToItsEnd } from './workspace/run-to-its-end';

async function main(): Promise<number> {
  const problems = await checkDocs();
  for (const problem of problems) console.log(problem);
  return problems.length === 0 ? 0 : 1;
}

runToItsEnd(main());
