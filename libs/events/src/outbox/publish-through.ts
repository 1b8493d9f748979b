import {
  type CallContext,
  DomainError,
  type DomainErrorKind,
  MustBeLater,
  type Publish,
} from '@killrvideo/core';

import { PROMPT_WITHIN_MS } from '../delivery/prompt';
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

/** What was written must be answered in time, whether it was heard of or not. */
function timeToWait({ deadline }: CallContext): number {
  return Math.max(0, Math.min(PROMPT_WITHIN_MS, (deadline - performance.now()) / 2));
}

/** Publishes through the outbox: intent, then facts, two round trips one after the other. */
export function publishThrough<Event extends { readonly kind: string }>(options: {
  readonly types: EventTypes<Event>;
  readonly clock: WriteClock;
  readonly outbox: Outbox;
  readonly finish: Finish;
  readonly unfinished: Unfinished;
  readonly offer: (event: OutboxEvent, bucket: number) => void;
  /** Resolves when groups have it that usually are that quick, and after `ms` in any case. */
  readonly offerAndWait: (event: OutboxEvent, bucket: number, ms: number) => Promise<void>;
}): Publish<Event> {
  const { types, clock, outbox, finish, unfinished, offer, offerAndWait } = options;

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
        const waited = type.isAwaited
          ? offerAndWait(event, intent.bucket, timeToWait(call))
          : offer(event, intent.bucket);
        outbox.end(intent);
        await waited;
      } else outbox.withdraw(intent);
      return result;
    }
  };
}
