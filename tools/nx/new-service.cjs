// npx nx g ./tools/nx/generators.json:new-service NAME: what `npm run new-service` runs, for those who work with Nx.
// Nx asks for JavaScript, so the generator is bundled first, as the commands are (tools/run.mjs).
const { buildSync } = require('esbuild');
const { join } = require('node:path');

module.exports = async (tree, options) => {
  const outfile = join(tree.root, '.local/tools/nx-new-service.js');
  buildSync({
    entryPoints: [join(__dirname, '../src/new-service/nx-generator.ts')],
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    tsconfig: join(tree.root, 'tsconfig.base.json'),
    outfile,
  });
  // Nx may be called in a folder below; commands run at the root.
  process.chdir(tree.root);
  return require(outfile).nxGenerator(tree, options);
};
