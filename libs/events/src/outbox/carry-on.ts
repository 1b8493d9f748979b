import { type OwnSteps } from '../own-steps';
import type { PlacedIntent } from '../storage/outbox-table';
import { eventOf, intentOf, type KnownTypes } from './known-types';
import type { Outbox } from './outbox';
import type { OutboxEvent } from '../outbox-event';
import type { Unfinished } from './unfinished';

/**
 * Carries out what an intent of a dead process says: makes it so, and puts it into this process's outbox as an event like
 * others. Then the intent that was read may go. False, with nothing done, when only a newer version of the service knows what
 * it says.
 */
export type CarryOn = (intent: PlacedIntent) => Promise<boolean>;

export function carryOn(options: {
  readonly known: KnownTypes;
  readonly outbox: Outbox;
  readonly unfinished: Unfinished;
  readonly offer: (event: OutboxEvent, bucket: number) => void;
  readonly step: OwnSteps;
}): CarryOn {
  const { known, outbox, unfinished, offer, step } = options;
  return async (intent) => {
    const read = known.read(intent);
    if (read === undefined) return false;
    unfinished.throwIfFull();
    const { type, happened } = read;
    if (!(await step((call) => type.settle(happened, intent.at, call)))) return true;
    const placed = await step((call) => outbox.append(intentOf(type, happened, intent.at), call));
    offer(eventOf(type, happened, intent.at), placed.bucket);
    outbox.end(placed);
    return true;
  };
}
