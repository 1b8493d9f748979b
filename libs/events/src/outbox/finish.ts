import type { CallContext } from '@killrvideo/core';

import type { OwnSteps } from '../own-steps';
import type { PlacedIntent } from '../storage/outbox-table';
import type { OutboxEvent } from '../outbox-event';
import type { Outbox } from './outbox';
import type { Unfinished } from './unfinished';

/** An event of this process of which nobody knows whether it has happened. */
export interface InDoubt {
  readonly event: OutboxEvent;
  readonly intent: PlacedIntent;
  /** As its type does it. */
  readonly settle: (call: CallContext) => Promise<boolean>;
}

/** Settles it, again and again until that is done, and then lets it be heard of, or withdraws it. */
export type Finish = (doubtful: InDoubt) => void;

export function finish(options: {
  readonly outbox: Outbox;
  readonly unfinished: Unfinished;
  readonly offer: (event: OutboxEvent, bucket: number) => void;
  readonly step: OwnSteps;
}): Finish {
  const { outbox, unfinished, offer, step } = options;

  return ({ event, intent: begun, settle }) => {
    let intent = begun;
    /** Where it is being moved to. That place is kept until it is there: what was sent to it may be stored. */
    let next: PlacedIntent | undefined;

    /** So that one which takes long keeps no bucket from being final. */
    const moveOn = async (): Promise<void> => {
      if (next === undefined && !outbox.isPast(intent)) return;
      const moved = (next ??= outbox.place(intent));
      await step((call) => outbox.store(moved, call));
      outbox.withdraw(intent);
      [intent, next] = [moved, undefined];
    };

    unfinished.finish(async () => {
      await moveOn();
      if (await step(settle)) {
        offer(event, intent.bucket);
        outbox.end(intent);
      } else outbox.withdraw(intent);
    });
  };
}
