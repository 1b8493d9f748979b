import type { CallContext } from '@killrvideo/core';

import type { OwnSteps } from '../own-steps';
import type { Intent, OutboxTable, PlacedIntent } from '../storage/outbox-table';
import type { Buckets } from './buckets';
import type { Lease } from './lease';
import type { Unfinished } from './unfinished';
import type { WriteClock } from './write-clock';

/** The events of this process, from before their facts are written. */
export interface Outbox {
  /**
   * Stores what is about to happen. Afterwards the facts may be written: whatever becomes of this process, somebody will
   * see the intent. Until `end`, or `withdraw`, it is under way. When it throws nothing may be written.
   */
  append(intent: Intent, call: CallContext): Promise<PlacedIntent>;
  /** The same intent in the bucket in use, if it is not there: so one that takes long keeps no bucket from being final. */
  moveOn(intent: PlacedIntent): Promise<PlacedIntent>;
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

  const append: Outbox['append'] = async (intent, call) => {
    const placed = { ...intent, ...buckets.take(bytesOf(intent)) };
    clock.goPast(intent.at); // what deletes the bucket must be later than all that is in it
    const { bucket } = placed;
    try {
      // The bucket is announced before anything is in it, so that somebody will look there.
      if (lease.covers(bucket)) lease.announceNext(bucket);
      else await lease.renew(bucket, call);
    } catch (error) {
      buckets.end(placed);
      throw error;
    }
    try {
      await table.insert(writer, placed, call);
      // Meanwhile others may have taken this process for dead, and have looked before the row was there.
      if (!lease.covers(bucket)) await lease.renew(bucket, call);
    } catch (error) {
      withdraw(placed);
      throw error;
    }
    return placed;
  };

  return {
    append,
    async moveOn(intent) {
      if (intent.bucket === buckets.current) return intent;
      const moved = await step((call) => append(intent, call));
      withdraw(intent);
      return moved;
    },
    end: (intent) => buckets.end(intent),
    withdraw,
  };
}

/** What a row has beside its payload and aggregate is small; it counts so that rows of nothing fill a bucket, too. */
const ROW_BYTES = 100;

function bytesOf({ payload, aggregate }: Intent): number {
  return ROW_BYTES + aggregate.length + payload.length;
}
