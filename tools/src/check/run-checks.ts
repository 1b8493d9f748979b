import { checkBreaking, checkFormat, checkGenerated, checkLint } from '../contract/check-contract';
import { checkConfigurationPage } from '../docs/check-configuration-page';
import { checkDocs } from '../docs/check-docs';
import { specsWithoutRun } from '../test/specs-without-run';
import { checkSchemas } from './check-schemas';
import { commandStep, nxStep, type CheckStep } from './steps';

const stepsFor = (projects: readonly string[]): readonly CheckStep[] => [
  { name: 'generated code is what the contract generates', problems: checkGenerated },
  { name: 'contract: lint', problems: checkLint },
  { name: 'contract: format', problems: checkFormat },
  { name: 'contract: nothing breaks those who use it', problems: checkBreaking },
  { name: 'schemas: right, and each table with one owner', problems: () => checkSchemas() },
  { name: 'docs: the page of all variables is what the code says', problems: () => checkConfigurationPage() },
  commandStep('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  nxStep('lint, with the rules for who may import what', 'lint', projects),
  nxStep('types', 'typecheck', projects),
  nxStep('build', 'build', projects),
  { name: 'every spec is run', problems: () => specsWithoutRun() },
  { name: 'docs: what they name is there', problems: () => checkDocs() },
  commandStep('no file or dependency is dead', 'knip', '--tsConfig', 'tsconfig.base.json'),
];

/**
 * Runs every check, prints each with its time, and says how many passed and failed. Lint, types and build are those of
 * the projects that are named, if any are.
 */
export async function runChecks(
  projects: readonly string[] = [],
): Promise<{ passed: number; failed: number }> {
  const steps = stepsFor(projects);
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
