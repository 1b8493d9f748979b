// npm run check [-- PROJECT … | --common]: everything that can be said of the code without running it.
import { runChecks, runCommonChecks } from './check/run-checks';
import { readCommandLine } from './workspace/command-line';
import { listProjects } from './workspace/list-projects';
import { runToItsEnd } from './workspace/run-to-its-end';

async function main(args: readonly string[]): Promise<boolean> {
  const options = { common: { type: 'boolean' } } as const;
  const { positionals, values } = readCommandLine('npm run check', args, options, process.env);
  if (values.common && positionals.length > 0) {
    throw new Error(`--common looks at no project, not at ${positionals.join(', ')} either`);
  }
  await demandProjects(positionals);
  const { passed, failed } = await (values.common ? runCommonChecks() : runChecks(positionals));
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}

async function demandProjects(names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const known = await listProjects();
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new Error(
    `there is no project named ${unknown.join(', ')}\nusage: npm run check [-- PROJECT … | --common]\n  projects: ${known.sort().join(', ')}; none named: all of them\n  --common: only the checks that are of no single project`,
  );
}

runToItsEnd(main(process.argv.slice(2)).then((ok) => (ok ? 0 : 1)));
