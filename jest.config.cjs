// One configuration for every project: `nx test PROJECT` passes the project's folder as --rootDir.
const { join } = require('node:path');

module.exports = {
  // It knows the aliases of tsconfig.base.json.
  resolver: '@nx/jest/plugins/resolver',
  testEnvironment: join(__dirname, 'tools/jest/closing-environment.cjs'),
  // No pattern holds <rootDir>: a clone may lie in a folder named `a[1]` or `hello!`, which is none.
  testMatch: ['**/*.spec.ts'],
  // What each test run says is summed by `npm test`; the file is a cached output, so a cache hit still counts.
  reporters: ['default', join(__dirname, 'tools/jest/result-file-reporter.cjs')],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
    '^.+\\.cql$': join(__dirname, 'tools/jest/text-transform.cjs'),
  },
  moduleFileExtensions: ['ts', 'js', 'cjs', 'json', 'cql'],
  // Instead of Jest's hint after a second, and of its forceExit, which ends green whatever is left open.
  globalTeardown: join(__dirname, 'tools/jest/exit-guard.cjs'),
  openHandlesTimeout: 0,
};
