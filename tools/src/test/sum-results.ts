import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { workspaceRoot } from '../workspace/workspace-root';

/** Counts of one or more test runs. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

interface ResultFile extends TestCounts {
  readonly skipped: number;
}

/** Where each project's Jest run leaves its counts (tools/jest/result-file-reporter.cjs). */
export const RESULTS_FOLDER = join(workspaceRoot, 'dist/test-results');

/**
 * Adds up what the projects' runs left behind. A project without a result did not get as far as its tests, and a
 * skipped test looks like a passed one to whoever reads only the sum: both count as failures.
 */
export function sumResults(projects: readonly string[], folder = RESULTS_FOLDER): TestCounts {
  let passed = 0;
  let failed = 0;
  for (const project of projects) {
    const file = join(folder, `${project}.json`);
    if (!existsSync(file)) {
      console.log(`FAILED ${project}: its tests did not run`);
      failed++;
      continue;
    }
    const result = JSON.parse(readFileSync(file, 'utf8')) as ResultFile;
    if (result.skipped > 0) console.log(`FAILED ${project}: ${result.skipped} tests were skipped`);
    passed += result.passed;
    failed += result.failed + result.skipped;
  }
  return { passed, failed };
}
