import { checkBreaking, checkFormat, checkGenerated, checkLint } from '../contract/check-contract';
import { commandStep, nxStep, type CheckStep } from './steps';

const STEPS: readonly CheckStep[] = [
  { name: 'generated code is what the contract generates', problems: checkGenerated },
  { name: 'contract: lint', problems: checkLint },
  { name: 'contract: format', problems: checkFormat },
  { name: 'contract: nothing breaks those who use it', problems: checkBreaking },
  commandStep('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  nxStep('lint, with the rules for who may import what', 'lint'),
  nxStep('types', 'typecheck'),
  nxStep('build', 'build'),
  commandStep('no file or dependency is dead', 'knip'),
];

/** Runs every check, prints each with its time, and says how many passed and failed. */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  let failed = 0;
  for (const { name, problems } of STEPS) {
    const start = Date.now();
    const found = await problems();
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    console.log(`${found.length === 0 ? 'ok    ' : 'FAILED'} check: ${name} (${seconds} s)`);
    for (const problem of found) console.log(problem);
    if (found.length > 0) failed++;
  }
  return { passed: STEPS.length - failed, failed };
}
