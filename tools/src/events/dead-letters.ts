import { buriedLetters, type BuriedLetter } from '@killrvideo/events';

import { textTable } from '../workspace/text-table';
import { visibleText } from '../workspace/visible-text';
import type { Databases } from './databases';
import { shortType } from './event-types';
import { dayInId, letterId } from './letter-id';
import { shownBytes, shownFields, shownMicros } from './shown-event';

const MOST_SHOWN = 100;
const MOST_COUNTED = 10_000;
const MOST_OF_REASON = 100;

/** Which dead letters of a group are meant: one, or all where no id is named. */
export interface LettersOfGroup {
  readonly group: string;
  readonly id: string | undefined;
}

/** Shows the first ones, and how many more there are. */
export async function listDeadLetters(
  { cassandra }: Databases,
  sought: { readonly group: string | undefined; readonly day: string | undefined },
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const rows: string[][] = [];
  let more = 0;
  for await (const letter of buriedLetters(cassandra, sought, signal)) {
    if (rows.length < MOST_SHOWN) rows.push(rowOf(letter));
    else if (++more > MOST_COUNTED) break;
  }
  if (rows.length === 0) return say('no dead letters');
  say(textTable([['happened', 'group', 'id', 'type', 'aggregate', 'reason'], ...rows]).join('\n'));
  if (more > 0) {
    const count = more > MOST_COUNTED ? `more than ${MOST_COUNTED}` : String(more);
    say(`… and ${count} more, later ones or of other groups: name a group, or a day with --day`);
  }
}

/** Shows all that is known of one. */
export async function showDeadLetter(
  databases: Databases,
  of: { readonly group: string; readonly id: string },
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for await (const { group, event, reason, buriedAt } of lettersOf(databases, of, signal)) {
    const rows = [
      ['group', group],
      ['type', event.type],
      ['aggregate', event.aggregate],
      ['happened', shownMicros(event.at)],
      ['given up', shownMicros(buriedAt)],
      ['reason', reason],
    ];
    say(textTable(rows.map((row) => row.map(visibleText))).join('\n'));
    say('message');
    for (const line of shownFields(event.type, event.message) ?? [shownBytes(event.message)])
      say(`  ${line}`);
  }
}

/** Those that are meant, at least one: throws with what to do when there is none. */
export async function* lettersOf(
  { cassandra }: Databases,
  { group, id }: LettersOfGroup,
  signal: AbortSignal,
): AsyncGenerator<BuriedLetter, void> {
  const day = id === undefined ? undefined : dayInId(id);
  let isFound = false;
  if (id === undefined || day !== undefined) {
    for await (const letter of buriedLetters(cassandra, { group, day }, signal)) {
      if (id !== undefined && id !== letterId(letter.event)) continue;
      isFound = true;
      yield letter;
    }
  }
  if (isFound) return;
  const sought = id === undefined ? 'dead letters' : `dead letter ${id}`;
  throw new Error(
    visibleText(`${group} has no ${sought}. All that there are: npm run events -- dead-letters list`),
  );
}

function rowOf({ group, event, reason }: BuriedLetter): string[] {
  const shown = visibleText(reason);
  return [
    `${shownMicros(event.at).slice(0, 19)}Z`,
    visibleText(group),
    letterId(event),
    visibleText(shortType(event.type)),
    visibleText(event.aggregate),
    shown.length > MOST_OF_REASON ? `${shown.slice(0, MOST_OF_REASON)}…` : shown,
  ];
}
