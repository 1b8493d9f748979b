// Jest loads this file without the workspace's path aliases: so the world is bundled first, as the commands are.
const { buildSync } = require('esbuild');
const { join } = require('node:path');

module.exports = async () => {
  // Tests of another clone, started by a test here: they run in the world of their parent.
  if (process.env.E2E_WORLD) return;
  // The clients of the tests go to this machine directly, as the commands do, whatever proxy its user has.
  process.env.no_proxy = ['127.0.0.1', 'localhost', '::1', process.env.no_proxy].filter(Boolean).join(',');
  const root = join(__dirname, '../../../..');
  const outfile = join(root, '.local/tools/e2e-world.js');
  buildSync({
    entryPoints: [join(__dirname, 'start-world.ts')],
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    tsconfig: join(root, 'tsconfig.base.json'),
    outfile,
  });
  const { startWorld } = require(outfile);
  const world = await startWorld();
  process.env.E2E_WORLD = JSON.stringify(world.description);
  globalThis.__world = world;
};
