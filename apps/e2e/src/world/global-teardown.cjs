const guardExit = require('../../../../tools/jest/exit-guard.cjs');

module.exports = async (globalConfig) => {
  await globalThis.__world?.stop();
  guardExit(globalConfig);
};
