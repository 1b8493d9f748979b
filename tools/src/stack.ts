// npm run stack -- up | down | status | reset: the databases by themselves, without services.
import { leaseStack, resetStack, stackStatus, stopStack } from '@killrvideo/local-stack';

import { readCommandLine } from './workspace/command-line';
import { stackFolder } from './workspace/stack-folder';
import { runToItsEnd } from './workspace/run-to-its-end';

const EXIT_USAGE = 2;

const USAGE = `usage: npm run stack -- <command>
  up [--keep]     starts Cassandra and etcd, or what of them has died. They stay until \`down\`; while others
                  hold them they end with those, unless --keep is given
  down [--force]  stops them, unless others hold them; --force even then
  status          says what runs, where, and who holds it
  reset           stops them, unless others hold them, and deletes their data`;

const say = (text: string): void => console.log(text);

async function main(args: readonly string[]): Promise<number> {
  const { command, options } = readArguments(args);
  switch (command) {
    case 'up':
      return up(options.includes('keep'));
    case 'down':
      return down(options.includes('force'));
    case 'status':
      return status();
    case 'reset':
      return reset();
    default:
      console.error(USAGE);
      return EXIT_USAGE;
  }
}

const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  up: ['keep'],
  down: ['force'],
  status: [],
  reset: [],
};

/** Gives no command, and says why, when a word or an option is not known. */
function readArguments(args: readonly string[]): { command?: string; options: readonly string[] } {
  try {
    const { positionals, values } = readCommandLine(
      'npm run stack',
      args,
      { keep: { type: 'boolean' }, force: { type: 'boolean' } },
      process.env,
    );
    const [command = '', ...rest] = positionals;
    const options = Object.keys(values);
    const known = OPTIONS[command];
    const fits =
      known !== undefined && rest.length === 0 && options.every((option) => known.includes(option));
    return fits ? { command, options } : { options };
  } catch (error) {
    console.error((error as Error).message);
    return { options: [] };
  }
}

async function up(always: boolean): Promise<number> {
  const lease = await leaseStack({
    folder: stackFolder,
    holder: `npm run stack -- up (pid ${process.pid})`,
    onProgress: say,
  });
  const { kept } = await lease.keep({ always });
  await lease.release();
  await printDatabases();
  if (kept) say('They stay until: npm run stack -- down');
  else say('They end with those who hold them, unless you keep them: npm run stack -- up --keep');
  return 0;
}

async function down(force: boolean): Promise<number> {
  const result = await stopStack(stackFolder, { force });
  if (result.outcome === 'held') {
    sayHeld('Not stopped', result.holders);
    say('End those first, or stop the databases under them: npm run stack -- down --force');
    return 1;
  }
  say(result.outcome === 'stopped' ? 'Stopped; the data stays.' : 'Nothing runs.');
  return 0;
}

async function status(): Promise<number> {
  const found = await stackStatus(stackFolder);
  if (found === undefined) {
    say(`Nothing runs. Data, if any, is in ${stackFolder}`);
    return 0;
  }
  await printDatabases();
  say(`keeper     pid ${found.keeperPid}`);
  say(`held by    ${found.holders.length === 0 ? 'nobody' : found.holders.join(', ')}`);
  if (found.pinned) say('           stays until: npm run stack -- down');
  return 0;
}

async function reset(): Promise<number> {
  const result = await resetStack(stackFolder);
  if ('holders' in result) {
    sayHeld('Nothing deleted', result.holders);
    return 1;
  }
  if (result.deleted.length === 0) say(`There is nothing in ${stackFolder}`);
  for (const { path, bytes } of result.deleted) say(`deleted ${path} (${(bytes / 1e6).toFixed(1)} MB)`);
  return 0;
}

async function printDatabases(): Promise<void> {
  const found = await stackStatus(stackFolder);
  for (const database of found?.databases ?? []) {
    const { name, version = '', state, pid, address, dataFolder, logFile } = database;
    say(`${name.padEnd(10)} ${version} ${state}${pid === undefined ? '' : `, pid ${pid}`}, at ${address}`);
    say(`           data ${dataFolder}`);
    say(`           log  ${logFile}`);
  }
}

function sayHeld(what: string, holders: readonly string[]): void {
  say(`${what}: the databases are held by ${holders.join(', ')}`);
}

runToItsEnd(main(process.argv.slice(2)));
