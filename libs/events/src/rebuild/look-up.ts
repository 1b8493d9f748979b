import { DomainError, portionsOf, type CallContext } from '@killrvideo/core';

import type { ToldHistory } from '../history/told-history';
import type { OutboxEvent } from '../outbox-event';
import type { OwnSteps } from '../own-steps';
import type { Patience } from './patience';
import type { Projection, ProjectionEntry } from './projection';

/** As many as owners look up at once. */
export const PORTION = 100;

/** The facts that the owner has of up to `PORTION` aggregates; of large ones it is asked for fewer at once. */
export async function lookUp(
  owner: ToldHistory,
  aggregates: readonly string[],
  call: CallContext,
): Promise<OutboxEvent[]> {
  try {
    return await owner.lookUp(aggregates, call);
  } catch (error) {
    const isTooMuch = error instanceof DomainError && error.kind === 'resource-exhausted';
    if (!isTooMuch || aggregates.length === 1) throw error;
  }
  const found: OutboxEvent[] = [];
  for (const half of portionsOf(aggregates, Math.ceil(aggregates.length / 2)))
    found.push(...(await lookUp(owner, half, call)));
  return found;
}

/** Some of what a projection has. */
export interface LookedUp {
  readonly count: number;
  /** Those of which the owner has nothing. They were read before it was asked, so their `at` is that of what is gone. */
  readonly gone: readonly ProjectionEntry[];
  /** Behind them. */
  readonly position: string;
}

/** Looks up all that a projection has behind a position ('' is the beginning) at the owner of its events. */
export async function* lookedUp(options: {
  readonly projection: Projection;
  readonly owner: ToldHistory;
  readonly from: string;
  readonly until: Patience;
  readonly step: OwnSteps;
}): AsyncGenerator<LookedUp> {
  const { projection, owner, until, step } = options;
  let position = options.from === '' ? undefined : options.from;
  for (;;) {
    const entries = await until(() => step((call) => projection.entries(position, PORTION, call)));
    const last = entries.at(-1);
    if (last === undefined) return;
    position = last.position;
    const aggregates = entries.map(({ aggregate }) => aggregate);
    const facts = await until(() => step((call) => lookUp(owner, aggregates, call)));
    const standing = new Set(facts.map(({ aggregate }) => aggregate));
    const gone = entries.filter(({ aggregate }) => !standing.has(aggregate));
    yield { count: entries.length, gone, position };
    if (entries.length < PORTION) return;
  }
}
