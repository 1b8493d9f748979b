// One configuration for every project: `nx test PROJECT` passes the project's folder as --rootDir.
const { join } = require('node:path');

module.exports = {
  ...require('@nx/jest/preset').default,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.spec.ts'],
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
  passWithNoTests: true,
  // A server that a failing test left open must not hang the run for ever.
  forceExit: true,
};
