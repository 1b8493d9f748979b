import { type OwnSteps } from '../own-steps';
import type { PlacedIntent } from '../storage/outbox-table';
import { eventOf, intentOf, type KnownTypes } from './known-types';
import type { Outbox } from './outbox';
import type { OutboxEvent } from '../outbox-event';

/**
 * Carries out what an intent says whose outcome nobody here knows, of this process or of a dead one: makes it so, and puts
 * what stands into this process's outbox as an event like others. Then the intent that was read may go. False, with
 * nothing done, when only a newer version of the service knows what it says.
 */
export type CarryOn = (intent: PlacedIntent) => Promise<boolean>;

export function carryOn(options: {
  readonly known: KnownTypes;
  readonly outbox: Outbox;
  readonly offer: (event: OutboxEvent, bucket: number) => void;
  readonly step: OwnSteps;
}): CarryOn {
  const { known, outbox, offer, step } = options;
  return async (intent) => {
    const read = known.read(intent);
    if (read === undefined) return false;
    const { type, happened } = read;
    const stands = await step((call) => type.settle(happened, intent.at, call));
    if (stands === undefined) return true;
    const placed = await step((call) => outbox.append(intentOf(type, stands, intent.at), call));
    offer(eventOf(type, stands, intent.at), placed.bucket);
    outbox.end(placed);
    return true;
  };
}
