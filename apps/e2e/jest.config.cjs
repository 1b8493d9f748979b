// Black-box tests: one world of real databases and separate service processes for all files, which take turns.
module.exports = {
  ...require('../../jest.config.cjs'),
  rootDir: __dirname,
  testMatch: ['**/*.e2e.spec.ts'],
  globalSetup: '<rootDir>/src/world/global-setup.cjs',
  globalTeardown: '<rootDir>/src/world/global-teardown.cjs',
  testTimeout: 120_000,
};
