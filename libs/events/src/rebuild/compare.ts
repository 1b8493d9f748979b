import { pause, portionsOf, reasonOf } from '@killrvideo/core';

import { isPassing } from '../consuming/consume-events';
import type { ToldHistory } from '../history/told-history';
import type { OutboxEvent } from '../outbox-event';
import type { OwnSteps } from '../own-steps';
import { lookedUp, lookUp, PORTION } from './look-up';
import type { Patience } from './patience';
import type { Projection } from './projection';

/** Events that are compared at once. */
const AT_ONCE = 8;
/** Of one aggregate that differs in very much, the first ones say enough. */
const MOST_LINES = 10;

/** How many facts and aggregates were looked at, and how many differences there are. */
export interface Compared {
  readonly lookedAt: number;
  readonly differences: number;
}

/** An aggregate, and what of it is not as it must be. */
interface Finding {
  readonly aggregate: string;
  readonly lines: readonly string[];
}

/**
 * Compares a projection with what hearing all of its owner's history would make, and then with what the owner has not any more.
 * What differs is looked at again after `lookAgainMs`, since events may be on their way; only then it is told.
 */
export async function compare(options: {
  readonly projection: Projection;
  readonly owner: ToldHistory;
  readonly pageSize: number;
  readonly lookAgainMs: number;
  readonly until: Patience;
  readonly step: OwnSteps;
  readonly signal: AbortSignal;
  /** Takes the lines of what differs. */
  readonly tell: (line: string) => void;
  /** Takes note of how many events, or of how many aggregates, were looked at. */
  readonly note: (
    doing: 'compares with what happened before' | 'looks for what is left over',
    done: number,
  ) => void;
}): Promise<Compared> {
  const { projection, owner, pageSize, lookAgainMs, until, step, signal, tell, note } = options;
  let [lookedAt, differences] = [0, 0];

  const linesOf = async ({ message, at }: OutboxEvent): Promise<readonly string[]> => {
    try {
      return await step((call) => projection.differences(message, at, call));
    } catch (error) {
      if (isPassing(error)) throw error;
      return [`is refused: ${reasonOf(error)}`];
    }
  };
  const findingsIn = async (events: readonly OutboxEvent[]): Promise<Finding[]> => {
    const found: Finding[] = [];
    for (const some of portionsOf(events, AT_ONCE)) {
      const lines = await until(() => Promise.all(some.map(linesOf)));
      found.push(...some.map(({ aggregate }, index) => ({ aggregate, lines: lines[index] ?? [] })));
    }
    return found.filter(({ lines }) => lines.length > 0);
  };
  /** As they are told a moment later; of those that are gone by then nothing is. */
  const factsOfNow = async (aggregates: readonly string[]): Promise<OutboxEvent[]> => {
    await pause(lookAgainMs, signal);
    const facts: OutboxEvent[] = [];
    for (const some of portionsOf(aggregates, PORTION))
      facts.push(...(await until(() => step((call) => lookUp(owner, some, call)))));
    return facts;
  };
  const tellOf = ({ aggregate, lines }: Finding): void => {
    differences += lines.length;
    const [shown, rest] = [lines.slice(0, MOST_LINES), lines.length - MOST_LINES];
    for (const line of rest > 0 ? [...shown, `… and ${rest} more`] : shown)
      tell(`${projection.noun} ${aggregate}: ${line}`);
  };

  for (let position = '', isLast = false; !isLast;) {
    const page = await until(() => step((call) => owner.read(position, pageSize, call)));
    const first = await findingsIn(page.events);
    if (first.length > 0) {
      const again = await factsOfNow(first.map(({ aggregate }) => aggregate));
      (await findingsIn(again)).forEach(tellOf);
    }
    lookedAt += page.events.length;
    note('compares with what happened before', lookedAt);
    position = page.nextPosition;
    isLast = position === '';
  }
  let walked = 0;
  for await (const { gone, count } of lookedUp({ ...options, from: '' })) {
    if (gone.length > 0) {
      const again = new Set(
        (await factsOfNow(gone.map((each) => each.aggregate))).map((each) => each.aggregate),
      );
      const stillGone = gone.filter(({ aggregate }) => !again.has(aggregate));
      for (const { aggregate } of stillGone)
        tellOf({ aggregate, lines: ['is left over: its owner has it not any more'] });
      lookedAt += stillGone.length;
    }
    note('looks for what is left over', (walked += count));
  }
  return { lookedAt, differences };
}
