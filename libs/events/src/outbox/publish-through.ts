import { DomainError, type DomainErrorKind, MustBeLater, type Publish } from '@killrvideo/core';

import type { EventType, EventTypes } from '../event-type';
import type { OutboxEvent } from '../outbox-event';
import type { Finish } from './finish';
import { eventOf, intentOf } from './known-types';
import type { Outbox } from './outbox';
import type { Unfinished } from './unfinished';
import type { WriteClock } from './write-clock';

/** Kinds that say for certain that nothing was written. Of everything else the outcome is unknown. */
const REFUSALS: ReadonlySet<DomainErrorKind> = new Set<DomainErrorKind>([
  'invalid-argument',
  'not-found',
  'already-exists',
  'unauthenticated',
  'failed-precondition',
]);

function isRefusal(error: unknown): boolean {
  if (error instanceof MustBeLater) return true;
  return error instanceof DomainError && (error.isNothingBegun || REFUSALS.has(error.kind));
}

/** Publishes through the outbox: intent, then facts, two round trips one after the other. */
export function publishThrough<Event extends { readonly kind: string }>(options: {
  readonly types: EventTypes<Event>;
  readonly clock: WriteClock;
  readonly outbox: Outbox;
  readonly finish: Finish;
  readonly unfinished: Unfinished;
  readonly offer: (event: OutboxEvent, bucket: number) => void;
}): Publish<Event> {
  const { types, clock, outbox, finish, unfinished, offer } = options;

  /** Also when the clock that the time is from is wrong, and not followed. */
  const laterThan = (time: bigint): bigint => {
    clock.goPast(time);
    const now = clock.now();
    return now > time ? now : time + 1n;
  };

  return async (happened, call, write, hasHappened = () => true) => {
    // Of its own kind, which the compiler cannot follow.
    const type = types[happened.kind as Event['kind']] as unknown as EventType<Event>;
    unfinished.throwIfFull();
    for (let at = clock.now(); ;) {
      const event = eventOf(type, happened, at);
      const intent = await outbox.append(intentOf(type, happened, at), call);
      let result;
      try {
        result = await write(at);
      } catch (error) {
        if (isRefusal(error)) outbox.withdraw(intent);
        else finish({ event, intent, settle: (own) => type.settle(happened, intent.at, own) });
        if (!(error instanceof MustBeLater)) throw error;
        at = laterThan(error.than);
        continue;
      }
      if (hasHappened(result)) {
        offer(event, intent.bucket);
        outbox.end(intent);
      } else outbox.withdraw(intent);
      return result;
    }
  };
}
