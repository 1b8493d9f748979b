import { readCommandLine } from '../workspace/command-line';
import { eventTypes, typesNamed } from './event-types';

/** What is to be done. */
export type EventsArguments =
  | { readonly verb: 'tail'; readonly types: readonly string[] }
  | { readonly verb: 'groups' }
  | { readonly verb: 'list'; readonly group: string | undefined; readonly day: string | undefined }
  | { readonly verb: 'show'; readonly group: string; readonly id: string }
  /** Without an id: all of them. */
  | { readonly verb: 'replay' | 'drop'; readonly group: string; readonly id: string | undefined }
  | { readonly verb: 'unsubscribe'; readonly group: string };

/** The words make no sense; the message says what would. */
export class EventsUsageError extends Error {
  override readonly name = 'EventsUsageError';
}

const USAGE = `usage: npm run events -- <command>
  tail [--type T]...                        shows events as they happen, of all types or of those, until Ctrl-C
  groups                                    how far each group is that has subscribed
  dead-letters list [GROUP] [--day D]       what groups have refused for good; D as 2026-11-28, the day of the event
  dead-letters show GROUP ID                all that is known of one of them
  dead-letters replay GROUP (ID | --all)    brings it to the group again, and deletes it once it is taken
  dead-letters drop GROUP (ID | --all)      deletes it
  unsubscribe GROUP                         ends all that a group has subscribed to`;

type Environment = Readonly<Record<string, string | undefined>>;
type Values = ReturnType<typeof parse>['values'];

interface Command {
  /** At least and at most so many words follow it. */
  readonly words: readonly [least: number, most: number];
  readonly takes: readonly (keyof Values)[];
  readonly read: (words: readonly string[], values: Values) => EventsArguments;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  tail: {
    ...{ words: [0, 0], takes: ['type'] },
    read: (_, { type }) => ({
      verb: 'tail',
      types: type === undefined ? eventTypes : [...new Set(type.flatMap(typesOf))],
    }),
  },
  groups: { words: [0, 0], takes: [], read: () => ({ verb: 'groups' }) },
  'dead-letters list': {
    ...{ words: [0, 1], takes: ['day'] },
    read: ([group], { day }) => ({ verb: 'list', group, day: day === undefined ? undefined : dayOf(day) }),
  },
  'dead-letters show': {
    ...{ words: [2, 2], takes: [] },
    read: ([group = '', id = '']) => ({ verb: 'show', group, id }),
  },
  'dead-letters replay': {
    ...{ words: [1, 2], takes: ['all'] },
    read: (words, values) => ({ verb: 'replay', ...oneOrAll(words, values) }),
  },
  'dead-letters drop': {
    ...{ words: [1, 2], takes: ['all'] },
    read: (words, values) => ({ verb: 'drop', ...oneOrAll(words, values) }),
  },
  unsubscribe: {
    ...{ words: [1, 1], takes: [] },
    read: ([group = '']) => ({ verb: 'unsubscribe', group }),
  },
};

/** Throws EventsUsageError with the usage. */
export function readEventsArguments(args: readonly string[], environment: Environment): EventsArguments {
  const { positionals, values } = parse(args, environment);
  const [first = ''] = positionals;
  const length = first === 'dead-letters' ? 2 : 1;
  const name = positionals.slice(0, length).join(' ');
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw misused(name === '' ? 'say what to do' : `there is no command '${name}'`);
  const words = positionals.slice(length);
  const [least, most] = command.words;
  if (words.length < least) throw misused(`${name} needs ${least - words.length} more`);
  if (words.length > most) throw misused(`'${words[most]}' is one word too many`);
  const strange = Object.keys(values).find((option) => !command.takes.includes(option as keyof Values));
  if (strange !== undefined) throw misused(`${name} takes no --${strange}`);
  return command.read(words, values);
}

function parse(args: readonly string[], environment: Environment) {
  const options = {
    type: { type: 'string', multiple: true },
    day: { type: 'string' },
    all: { type: 'boolean' },
  } as const;
  try {
    return readCommandLine('npm run events', args, options, environment);
  } catch (error) {
    throw misused((error as Error).message, error);
  }
}

function typesOf(name: string): string[] {
  const types = typesNamed(name);
  if (types.length > 0) return types;
  throw new EventsUsageError(
    `--type is '${name}'; there are\n${eventTypes.map((type) => `  ${type}`).join('\n')}`,
  );
}

function dayOf(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toJSON()?.startsWith(text);
  if (isDay) return text;
  throw misused(`--day is '${text}', and must be a day as 2026-11-28`);
}

function oneOrAll([group = '', id]: readonly string[], { all }: Values) {
  if ((id === undefined) === (all === true)) return { group, id };
  throw misused('name either an ID or --all');
}

function misused(problem: string, cause?: unknown): EventsUsageError {
  return new EventsUsageError(`${problem}\n${USAGE}`, { cause });
}
