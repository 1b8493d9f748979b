// Imports a .cql file as its text, as esbuild's text loader does in the bundles.
module.exports = { process: (text) => ({ code: `module.exports = ${JSON.stringify(text)};` }) };
