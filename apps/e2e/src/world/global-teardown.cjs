module.exports = () => globalThis.__world?.stop();
