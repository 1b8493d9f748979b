import { checkBreaking, checkFormat, checkGenerated, checkLint } from '../contract/check-contract';
import { checkConfigurationPage } from '../docs/check-configuration-page';
import { checkDocs } from '../docs/check-docs';
import { specsWithoutRun } from '../test/specs-without-run';
import { checkSchemas } from './check-schemas';
import { commandStep, nxStep, type CheckStep } from './steps';

/** Nothing that Nx runs, so `nx affected` knows nothing of them. */
const COMMON: readonly CheckStep[] = [
  { name: 'generated code is what the contract generates', problems: checkGenerated },
  { name: 'contract: lint', problems: checkLint },
  { name: 'contract: format', problems: checkFormat },
  { name: 'contract: nothing breaks those who use it', problems: checkBreaking },
  { name: 'schemas: right, and each table with one owner', problems: () => checkSchemas() },
  { name: 'docs: the page of all variables is what the code says', problems: () => checkConfigurationPage() },
  { name: 'docs: what they name is there', problems: () => checkDocs() },
  { name: 'every spec is run', problems: () => specsWithoutRun() },
  commandStep('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  commandStep('no file or dependency is dead', 'knip', '--tsConfig', 'tsconfig.base.json'),
];

const ofProjects = (projects: readonly string[]): readonly CheckStep[] => [
  nxStep('lint, with the rules for who may import what', 'lint', projects),
  nxStep('types', 'typecheck', projects),
  nxStep('build', 'build', projects),
];

/** How many checks there were. */
interface CheckCounts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs every check, prints each with its time, and says how many passed and failed. Lint, types and build are those of
 * the projects that are named, if any are.
 */
export async function runChecks(projects: readonly string[] = []): Promise<CheckCounts> {
  return run([...COMMON, ...ofProjects(projects)]);
}

/** The same without lint, types and build: what the workflow runs beside `nx affected`. */
export async function runCommonChecks(): Promise<CheckCounts> {
  return run(COMMON);
}

async function run(steps: readonly CheckStep[]): Promise<CheckCounts> {
  let failed = 0;
  for (const { name, problems } of steps) {
    const start = Date.now();
    const found = await problems();
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    console.log(`${found.length === 0 ? 'ok    ' : 'FAILED'} check: ${name} (${seconds} s)`);
    for (const problem of found) console.log(problem);
    if (found.length > 0) failed++;
  }
  return { passed: steps.length - failed, failed };
}
