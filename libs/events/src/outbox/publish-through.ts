import { DomainError, type DomainErrorKind, type Publish } from '@killrvideo/core';

import type { EventType, EventTypes } from '../event-type';
import type { OutboxEvent } from '../outbox-event';
import type { PlacedIntent } from '../storage/outbox-table';
import type { CarryOn } from './carry-on';
import { eventOf, intentOf } from './known-types';
import type { Outbox } from './outbox';
import type { Unfinished } from './unfinished';
import type { WriteClock } from './write-clock';

/** What says for certain that nothing was written. Of everything else the outcome is unknown. */
const REFUSALS: ReadonlySet<DomainErrorKind> = new Set<DomainErrorKind>([
  'invalid-argument',
  'not-found',
  'already-exists',
  'unauthenticated',
  'failed-precondition',
]);

/** Publishes through the outbox: intent, then facts, two round trips one after the other. */
export function publishThrough<Event extends { readonly kind: string }>(options: {
  readonly types: EventTypes<Event>;
  readonly clock: WriteClock;
  readonly outbox: Outbox;
  readonly carryOn: CarryOn;
  readonly unfinished: Unfinished;
  readonly offer: (event: OutboxEvent, bucket: number) => void;
}): Publish<Event> {
  const { types, clock, outbox, carryOn, unfinished, offer } = options;

  const finish = (begun: PlacedIntent): void => {
    let intent = begun;
    unfinished.finish(async () => {
      intent = await outbox.moveOn(intent);
      await carryOn(intent);
      outbox.withdraw(intent);
    });
  };

  return async (happened, call, write) => {
    // Of its own kind, which the compiler cannot follow.
    const type = types[happened.kind as Event['kind']] as unknown as EventType<Event>;
    unfinished.throwIfFull();
    const at = clock();
    const event = eventOf(type, happened, at);
    const intent = await outbox.append(intentOf(type, happened, at), call);
    let result;
    try {
      result = await write(at);
    } catch (error) {
      if (error instanceof DomainError && REFUSALS.has(error.kind)) outbox.withdraw(intent);
      else finish(intent);
      throw error;
    }
    offer(event, intent.bucket);
    outbox.end(intent);
    return result;
  };
}
