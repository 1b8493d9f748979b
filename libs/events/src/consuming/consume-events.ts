import {
  concurrently,
  DomainError,
  reasonOf,
  type CallContext,
  type DomainErrorKind,
  type Log,
} from '@killrvideo/core';

import type { Outcome } from '../delivery/courier';
import type { OutboxEvent } from '../outbox-event';
import type { EventListener } from './event-listener';

/** What is over by itself, or with the next instance. */
const PASSING: ReadonlySet<DomainErrorKind> = new Set<DomainErrorKind>([
  'unavailable',
  'deadline-exceeded',
  'cancelled',
  'resource-exhausted',
]);

const AGGREGATES_AT_ONCE = 16;
/** What is done is in vain when the answer comes too late to say so. */
const TO_ANSWER_MS = 500;
const LATER: Outcome = { kind: 'later' };

/** Takes events of a batch: the outcome of each, in the same order. */
export type ConsumeEvents = (events: readonly OutboxEvent[], call: CallContext) => Promise<Outcome[]>;

/**
 * Gives each event to its listener: those of one aggregate one after the other, of several at once. After one that must
 * wait, all that follow it in its aggregate wait. A type that nobody listens to is left to an instance that does: while
 * versions change there are both.
 */
export function consumeEvents(group: string, listeners: readonly EventListener[], log: Log): ConsumeEvents {
  const byType = new Map(listeners.map((listener) => [listener.type, listener]));

  const outcomeOf = async ({ type, message, at }: OutboxEvent, call: CallContext): Promise<Outcome> => {
    const listener = byType.get(type);
    if (listener === undefined) {
      log.warn({ group, type }, 'an event came of which nobody here wants to hear');
      return LATER;
    }
    try {
      await listener.hear(message, at, call);
      return { kind: 'done' };
    } catch (error) {
      if (isPassing(error)) return LATER;
      log.error({ err: error, group, type }, 'an event was refused');
      return { kind: 'refused', reason: reasonOf(error) };
    }
  };

  return async (events, call) => {
    const outcomes = events.map(() => LATER);
    await concurrently(placesByAggregate(events), AGGREGATES_AT_ONCE, async (places) => {
      for (const place of places) {
        const event = events[place];
        if (event === undefined || remainsOf(call) < TO_ANSWER_MS) return;
        const outcome = (outcomes[place] = await outcomeOf(event, call));
        if (outcome.kind === 'later') return;
      }
    });
    return outcomes;
  };
}

/** Whether what was thrown of an event says that it is to come again; else it is refused. */
export function isPassing(error: unknown): boolean {
  return error instanceof DomainError && PASSING.has(error.kind);
}

function remainsOf({ over, deadline }: CallContext): number {
  return over === undefined ? deadline - performance.now() : 0;
}

function placesByAggregate(events: readonly OutboxEvent[]): number[][] {
  const places = new Map<string, number[]>();
  for (const [place, { aggregate }] of events.entries()) {
    const found = places.get(aggregate);
    if (found === undefined) places.set(aggregate, [place]);
    else found.push(place);
  }
  return [...places.values()];
}
