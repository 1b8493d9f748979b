// npm test: the checks, then every test on real Cassandra and etcd, and one last line that sums them up.
import { runChecks } from './check/run-checks';
import { runTests } from './test/run-tests';

async function main(): Promise<void> {
  const checks = await runChecks();
  const tests = await runTests().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  const failed = checks.failed + tests.failed;
  console.log(`${checks.passed + tests.passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
