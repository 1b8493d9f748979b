// Writes `{project, passed, failed}` of a Jest run to dist/test-results/<project>.json.
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

module.exports = class ResultFileReporter {
  onRunComplete(_contexts, results) {
    const workspaceRoot = join(__dirname, '../..');
    const project = process.env.NX_TASK_TARGET_PROJECT;
    if (!project) return; // Jest called by hand: nobody sums
    const folder = join(workspaceRoot, 'dist/test-results');
    mkdirSync(folder, { recursive: true });
    // A file that does not compile runs no test: it counts as one failure, never as nothing.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    writeFileSync(
      join(folder, `${project}.json`),
      JSON.stringify({
        project,
        passed: results.numPassedTests,
        failed,
        skipped: results.numPendingTests + results.numTodoTests,
      }),
    );
  }
};
