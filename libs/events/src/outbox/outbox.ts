import type { CallContext } from '@killrvideo/core';

import type { OwnSteps } from '../own-steps';
import type { Intent, OutboxTable, PlacedIntent } from '../storage/outbox-table';
import type { Buckets } from './buckets';
import type { Lease } from './lease';
import type { Unfinished } from './unfinished';
import type { WriteClock } from './write-clock';

/** The events of this process, from before their facts are written. */
export interface Outbox {
  /** Gives it a place in the bucket in use, where it is under way until `end` or `withdraw`. */
  place(intent: Intent): PlacedIntent;
  /**
   * Stores what is about to happen. Afterwards the facts may be written: whatever becomes of this process, somebody will
   * see the intent. When it throws nothing may be written, though it may be stored; it may be called again.
   */
  store(intent: PlacedIntent, call: CallContext): Promise<void>;
  /** Both; withdrawn when it throws. */
  append(intent: Intent, call: CallContext): Promise<PlacedIntent>;
  /** Whether what is placed now is in a later bucket: one that is not final while this is under way. */
  isPast(intent: PlacedIntent): boolean;
  /** It is done, and groups know of it. */
  end(intent: PlacedIntent): void;
  /** It does not happen, or another one stands for it: the row goes, in the background, and then it ends. */
  withdraw(intent: PlacedIntent): void;
}

export function outbox(options: {
  readonly writer: string;
  readonly table: OutboxTable;
  readonly buckets: Buckets;
  readonly lease: Lease;
  readonly clock: WriteClock;
  readonly unfinished: Unfinished;
  readonly step: OwnSteps;
}): Outbox {
  const { writer, table, buckets, lease, clock, unfinished, step } = options;

  /** Deleted at its own write time: an insert of it that comes late is shadowed. */
  const withdraw = (intent: PlacedIntent): void =>
    unfinished.finish(async () => {
      await step((call) => table.remove(writer, [intent], call));
      buckets.end(intent);
    });

  const place: Outbox['place'] = (intent) => {
    clock.goPast(intent.at); // what deletes the bucket must be later than all that is in it
    return { ...intent, ...buckets.take(bytesOf(intent)) };
  };

  const announce = async ({ bucket }: PlacedIntent, call: CallContext): Promise<void> => {
    // The bucket is announced before anything is in it, so that somebody will look there.
    if (lease.covers(bucket)) lease.announceNext(bucket);
    else await lease.renew(bucket, call);
  };
  const insert = async (intent: PlacedIntent, call: CallContext): Promise<void> => {
    await table.insert(writer, intent, call);
    // Meanwhile others may have taken this process for dead, and have looked before the row was there.
    if (!lease.covers(intent.bucket)) await lease.renew(intent.bucket, call);
  };

  return {
    place,
    async store(intent, call) {
      await announce(intent, call);
      await insert(intent, call);
    },
    async append(intent, call) {
      const placed = place(intent);
      try {
        await announce(placed, call);
      } catch (error) {
        buckets.end(placed);
        throw error;
      }
      try {
        await insert(placed, call);
      } catch (error) {
        withdraw(placed);
        throw error;
      }
      return placed;
    },
    isPast: ({ bucket }) => bucket !== buckets.current,
    end: (intent) => buckets.end(intent),
    withdraw,
  };
}

/** What a row has beside its payload and aggregate is small; it counts so that rows of nothing fill a bucket, too. */
const ROW_BYTES = 100;

function bytesOf({ payload, aggregate }: Intent): number {
  return ROW_BYTES + aggregate.length + payload.length;
}
