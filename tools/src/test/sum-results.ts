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
 * Adds up what the runs of projects that have tests left behind. What looks like success to whoever reads only the sum
 * counts as failures: a project without a result, which did not get as far as its tests, one whose run found none of
 * them, and every test that was skipped.
 */
export function sumResults(projects: readonly string[], folder = RESULTS_FOLDER): TestCounts {
  let passed = 0;
  let failed = 0;
  const fail = (project: string, why: string, count = 1): void => {
    console.log(`FAILED ${project}: ${why}`);
    failed += count;
  };
  for (const project of projects) {
    const file = join(folder, `${project}.json`);
    if (!existsSync(file)) {
      fail(project, 'its tests did not run');
      continue;
    }
    const result = JSON.parse(readFileSync(file, 'utf8')) as ResultFile;
    if (result.passed + result.failed + result.skipped === 0) fail(project, 'its run found no test');
    if (result.skipped > 0) fail(project, `${result.skipped} tests were skipped`, result.skipped);
    passed += result.passed;
    failed += result.failed;
  }
  return { passed, failed };
}
