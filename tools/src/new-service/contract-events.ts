import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An event of the contract, with all that code about it is made of. */
export interface ContractEvent {
  /** `UserCommentedOnVideo` */
  readonly name: string;
  /** `killrvideo.comments.events.UserCommentedOnVideo` */
  readonly fullName: string;
  /** The area of the contract, and the library of its code: `comments`. */
  readonly area: string;
  /** What it happened to: the word of its last id that its name has, too. `video`; undefined where it has no id. */
  readonly subject: string | undefined;
}

/** An id as events have it. That of a comment is a TimeUuid: what somebody said is nothing that more can happen to. */
const ID = /^ {2}killrvideo\.common\.Uuid (\w+)_id = /gm;

/** All events of the contract, from its protos; in the order of their full names. */
export function eventsOfContract(root: string): ContractEvent[] {
  return readdirSync(join(root, 'proto'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[^/]+\/[^/]+_events\.proto$/.test(file))
    .flatMap((file) => eventsIn(readFileSync(join(root, 'proto', file), 'utf8'), file.split('/')[0] ?? ''))
    .sort((a, b) => (a.fullName < b.fullName ? -1 : 1));
}

/**
 * The events of these names, short or full ones; one text may have several, by comma. Throws, with what to change, where
 * one is not in the contract, named twice, or about nothing that has an id.
 */
export function eventsNamed(given: readonly string[], known: readonly ContractEvent[]): ContractEvent[] {
  const names = given.flatMap((text) => text.split(',').map((name) => name.trim()));
  const events = names.map((name) => eventNamed(name, known));
  const twice = events.find((event, index) => events.indexOf(event) !== index);
  if (twice !== undefined) throw new Error(`--consumes has ${twice.name} twice: once will do`);
  return events;
}

function eventNamed(name: string, known: readonly ContractEvent[]): ContractEvent {
  const event = known.find((each) => each.name === name || each.fullName === name);
  if (event === undefined) {
    const problem = name === '' ? '--consumes has an empty name' : `the contract has no event '${name}'`;
    const lines = known.map(({ fullName }) => `  ${fullName}`);
    throw new Error([`${problem}. It has these, and the last word will do:`, ...lines].join('\n'));
  }
  if (event.subject === undefined)
    throw new Error(
      `${event.fullName} has no id of what it happened to: a service has to be made without it`,
    );
  return event;
}

function eventsIn(proto: string, area: string): ContractEvent[] {
  const scope = /^package ([\w.]+);/m.exec(proto)?.[1] ?? '';
  return [...proto.matchAll(/^message (\w+) \{([^}]*)\}/gm)].map(([, name = '', fields = '']) => ({
    name,
    fullName: `${scope}.${name}`,
    area,
    subject: subjectOf(
      name,
      [...fields.matchAll(ID)].map(([, word = '']) => word),
    ),
  }));
}

function subjectOf(name: string, ids: readonly string[]): string | undefined {
  const words = wordsOf(name);
  return ids.toSorted((a, b) => words.lastIndexOf(b) - words.lastIndexOf(a))[0];
}

/** `UserCommentedOnVideo` → `user`, `commented`, `on`, `video` */
export function wordsOf(pascalName: string): string[] {
  return (pascalName.match(/[A-Z][a-z0-9]*/g) ?? []).map((word) => word.toLowerCase());
}
