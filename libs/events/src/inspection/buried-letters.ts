import type { Cassandra } from '@killrvideo/cassandra';

import { ownSteps } from '../own-steps';
import { deadLettersTable, type BuriedLetter } from '../storage/dead-letters-table';

/** Which dead letters are looked for; all where nothing is said. */
export interface LettersSought {
  readonly group?: string | undefined;
  /** The day of the event in UTC, `2026-11-28`. */
  readonly day?: string | undefined;
}

const PAGE = 100;

/**
 * The dead letters in the order of groups and times, read page by page as they are asked for. One that is deleted meanwhile
 * does no harm. Throws `unavailable`, or that `signal` has aborted.
 */
export async function* buriedLetters(
  cassandra: Cassandra,
  { group, day }: LettersSought,
  signal: AbortSignal,
): AsyncGenerator<BuriedLetter, void> {
  const table = deadLettersTable(cassandra);
  const step = ownSteps('reading dead letters', signal);
  const days = await step((call) => table.days(call));
  for (const each of days) {
    if ((group ?? each.group) !== each.group || (day ?? each.day) !== each.day) continue;
    let page: BuriedLetter[] = [];
    do {
      const last = page.at(-1);
      page = await step((call) => table.ofDay(each, last, PAGE, call));
      yield* page;
    } while (page.length === PAGE);
  }
}
