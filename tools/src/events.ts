// npm run events: what happens, who hears of it and what was refused, on the databases of the local stack or on those
// that the environment names.
import { ConfigurationError } from '@killrvideo/runtime';

import { withDatabases, type Databases } from './events/databases';
import { listDeadLetters, showDeadLetter } from './events/dead-letters';
import { drop } from './events/drop';
import { showGroups } from './events/groups';
import { EventsUsageError, readEventsArguments, type EventsArguments } from './events/read-arguments';
import { replay } from './events/replay';
import { tail } from './events/tail';
import { unsubscribe } from './events/unsubscribe';
import { runToItsEnd } from './workspace/run-to-its-end';
import { stopOnSignals } from './workspace/stop-on-signals';

/** Of a replay: something was not taken. */
const EXIT_NOT_ALL = 1;
const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;

const say = (line: string): void => console.log(line);

async function main(): Promise<number> {
  const args = readEventsArguments(process.argv.slice(2), process.env);
  const stopped = new AbortController();
  const { signal } = stopped;
  const stop = (): void => stopped.abort();
  stopOnSignals(stop);
  // Whoever reads the output has seen enough.
  process.stdout.on('error', stop);
  try {
    return await withDatabases((databases) => work(args, databases, signal));
  } catch (error) {
    if (signal.aborted) return EXIT_INTERRUPTED;
    throw error;
  }
}

/** Resolves with the exit code. */
async function work(args: EventsArguments, databases: Databases, signal: AbortSignal): Promise<number> {
  switch (args.verb) {
    case 'tail':
      await tail(databases, args.types, say, signal);
      return 0;
    case 'groups':
      await showGroups(databases, say, signal);
      return 0;
    case 'list':
      await listDeadLetters(databases, args, say, signal);
      return 0;
    case 'show':
      await showDeadLetter(databases, args, say, signal);
      return 0;
    case 'replay':
      return (await replay(databases, args, say, signal)) ? 0 : EXIT_NOT_ALL;
    case 'drop':
      await drop(databases, args, say, signal);
      return 0;
    case 'unsubscribe':
      await unsubscribe(databases, args.group, say);
      return 0;
  }
}

runToItsEnd(main(), (error) =>
  error instanceof EventsUsageError || error instanceof ConfigurationError ? EXIT_USAGE : 1,
);
