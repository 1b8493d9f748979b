// Writes `{project, passed, failed, skipped}` of a Jest run to dist/test-results/<project>.json as its process ends.
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

module.exports = class ResultFileReporter {
  onRunComplete(_contexts, results) {
    const workspaceRoot = join(__dirname, '../..');
    const project = process.env.NX_TASK_TARGET_PROJECT;
    if (!project) return; // Jest called by hand: nobody sums
    const folder = join(workspaceRoot, 'dist/test-results');
    process.once('exit', (code) => {
      // A file that does not compile runs no test: it counts as one failure, never as nothing. So does a run that fails
      // after its last test: its global teardown, or what keeps it from ending.
      const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, `${project}.json`),
        JSON.stringify({
          project,
          passed: results.numPassedTests,
          failed: failed === 0 && code !== 0 ? 1 : failed,
          skipped: results.numPendingTests + results.numTodoTests,
        }),
      );
    });
  }
};
