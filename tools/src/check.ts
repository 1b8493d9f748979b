// npm run check [-- PROJECT …]: everything that can be said of the code without running it.
import { runChecks } from './check/run-checks';
import { listProjects } from './workspace/list-projects';
import { runToItsEnd } from './workspace/run-to-its-end';

async function main(projects: readonly string[]): Promise<boolean> {
  const known = projects.length === 0 ? [] : await listProjects();
  const unknown = projects.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `there is no project named ${unknown.join(', ')}\nusage: npm run check [-- PROJECT …]\n  projects: ${known.sort().join(', ')}; none named: all of them`,
    );
  }
  const { passed, failed } = await runChecks(projects);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}

runToItsEnd(main(process.argv.slice(2)).then((ok) => (ok ? 0 : 1)));
