// The road into every verb of package.json, and the only script that must work in a bare clone: it needs
// nothing but Node and npm, installs what the lockfile names when that changed, bundles the command
// (tools/src/<verb>.ts; Node 20 runs no TypeScript) and hands over to it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MINIMUM_NODE = [20, 19];
const PARENT_LOOK_EVERY_MS = 500;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [verb, ...args] = process.argv.slice(2);

checkNodeVersion();
askThisMachineDirectly();
demandPlainPath();
run(await bundled(verb));

function checkNodeVersion() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1])) {
    fail(
      `Node ${process.versions.node} is too old: install Node ${MINIMUM_NODE.join('.')} or newer (nodejs.org).`,
    );
  }
}

function demandPlainPath() {
  if (!root.includes(delimiter)) return;
  fail(
    `${root} has a '${delimiter}' in its path, which ends a folder in PATH: no tool of node_modules is found there.\n` +
      'Move this clone to a folder without it.',
  );
}

async function bundled(name) {
  try {
    await installDependencies();
    return await bundle(name);
  } catch (error) {
    if (error.syscall === undefined) throw error;
    fail(
      `${whyNotWritable() ?? error.message}\n` +
        'Commands write into their clone: run them as its owner, or in a clone of your own.',
    );
  }
}

// Where folders cannot be made, Node says ENOENT whatever the reason is.
function whyNotWritable() {
  for (const folder of ['', '.local', '.local/tools', 'node_modules'].map((each) => join(root, each))) {
    try {
      if (existsSync(folder)) accessSync(folder, constants.W_OK);
    } catch (error) {
      return error.message;
    }
  }
  return undefined;
}

// A proxy of the environment is for what is elsewhere: programs that obey it, ours and those that they start, would
// look for this machine's databases and services there. Both spellings are in use.
function askThisMachineDirectly() {
  const exempt = [process.env.no_proxy, process.env.NO_PROXY].filter(Boolean);
  // It means everything only where it stands alone.
  const all = exempt.includes('*') ? '*' : [...new Set(exempt), 'localhost,127.0.0.1,::1'].join();
  process.env.no_proxy = process.env.NO_PROXY = all;
}

async function installDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules/.installed-lockfile');
  const installed = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (installed()) return;
  const release = await lockInstallation(installed);
  try {
    if (installed()) return;
    console.log('Installing dependencies (npm ci) …');
    const { status, error } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: 'inherit',
    });
    if (error) fail(`npm could not be started (${error.message}): install npm 10 or newer.`);
    if (status !== 0)
      fail(
        `npm ci failed: ${npmCacheProblem() ?? 'see its message above, mend that'}, and run the command again.`,
      );
    writeFileSync(stamp, wanted);
  } finally {
    release();
  }
}

// npm does not say what chooses another folder for its cache.
function npmCacheProblem() {
  const { stdout } = spawnSync('npm', ['config', 'get', 'cache'], { cwd: root, encoding: 'utf8' });
  let folder = (stdout ?? '').trim();
  if (folder === '') return undefined;
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return `npm cannot keep its cache (${error.message}): choose another folder with npm_config_cache=/a/folder`;
  }
}

// `npm start` and `npm test` may be the first two commands of a clone, at the same time: one installs, the other waits.
async function lockInstallation(installed) {
  const lock = join(root, '.local/install.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (let waited = 0; ; waited++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (installed()) return () => {};
    const holder = readHolder(lock);
    if (holder !== undefined && !isAlive(holder)) rmSync(lock, { force: true });
    else if (waited === 0)
      console.log(`Waiting for process ${holder ?? '?'}, which installs the dependencies …`);
    else if (waited > 600)
      fail(`Process ${holder} has held ${lock} for ten minutes: end it, or delete that file.`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

function readHolder(lock) {
  try {
    return Number(readFileSync(lock, 'utf8')) || undefined;
  } catch {
    return undefined; // its owner has just removed it
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Bundles tools/src/<verb>.ts with the libraries of this repository; packages stay in node_modules. */
async function bundle(name) {
  const entry = join(root, 'tools/src', `${name}.ts`);
  if (!name || !existsSync(entry))
    fail(`'${name ?? ''}' is no command of this repository: see "scripts" in package.json.`);
  const { build } = createRequire(import.meta.url)('esbuild');
  const folder = join(root, '.local/tools');
  mkdirSync(folder, { recursive: true });
  const { outputFiles } = await build({
    entryPoints: [`./tools/src/${name}.ts`], // not from the root: a `*` in its path would be a pattern
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    sourcesContent: false,
    loader: { '.cql': 'text' },
    tsconfig: join(root, 'tsconfig.base.json'),
    absWorkingDir: root,
    outdir: folder,
    write: false,
    logLevel: 'error',
  });
  // Written aside and renamed: another command may be reading the file of the same name.
  const file = join(folder, `${name}.js`);
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, outputFiles[0].contents);
  renameSync(partial, file);
  return file;
}

/**
 * The command runs in this very process, so that signals and exit codes need no passing on, and at the root, wherever
 * it was called. That place is kept where npm keeps it.
 */
function run(file) {
  stopWithNpm();
  process.env.INIT_CWD ??= process.cwd();
  process.chdir(root);
  process.setSourceMapsEnabled(true);
  process.argv = [process.argv[0], file, ...args];
  createRequire(import.meta.url)(file);
}

/** npm passes most signals on, but cannot pass on that it was killed: the command then has a new parent and stops. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, PARENT_LOOK_EVERY_MS);
  watch.unref();
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
