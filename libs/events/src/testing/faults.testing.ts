import { idempotent } from '@killrvideo/cassandra';

import type { EventSettings } from '../settings';
import type { Fault } from './mortal-cassandra.testing';

/** What one process does wrong, and nothing else; the trials must find each. */
export interface BrokenVariant {
  readonly fault?: Fault;
  readonly settings?: Partial<EventSettings>;
}

const DELETE_BUCKET = idempotent(
  'DELETE FROM notes_outbox USING TIMESTAMP ? WHERE writer = ? AND bucket = ?',
);

/** A taker deletes the whole bucket that it has read, at the time of the delete. */
export const deletesPartition: BrokenVariant = {
  fault: {
    write: (write) => {
      if (write.statement.label !== 'DELETE notes_outbox') return write;
      const [, writer, bucket] = write.params;
      return { statement: DELETE_BUCKET, params: [microseconds(), writer, bucket] };
    },
  },
};

/** A taker deletes the row of a writer as it stands, not as it was read. */
export const deletesWithNow: BrokenVariant = {
  fault: {
    write: (write) => {
      if (write.statement.label !== 'DELETE notes_outbox_writers') return write;
      return { ...write, params: [microseconds(), ...write.params.slice(1)] };
    },
  },
};

/** A writer goes on without looking whether others may have taken it for dead. */
export const checksNoLease: BrokenVariant = { settings: { leaseMs: 1e8 } };

/** Buckets are deleted against subscriptions that were read a second ago. */
export function readsOldSubscriptions(): BrokenVariant {
  const read: { readonly at: number; readonly rows: Awaited<ReturnType<NonNullable<Fault['rows']>>> }[] = [];
  return {
    fault: {
      async rows(label, now) {
        const rows = await now();
        if (label !== 'SELECT event_subscriptions') return rows;
        read.push({ at: performance.now(), rows });
        return (read.findLast(({ at }) => at < performance.now() - 1000) ?? read[0])?.rows ?? rows;
      },
    },
  };
}

const LOWS = 4;

/** How far groups are is kept in memory only. */
export const keepsAcksInMemory: BrokenVariant = {
  fault: {
    write: (write) => {
      if (write.statement.label !== 'INSERT notes_outbox_writers') return write;
      return { ...write, params: write.params.with(LOWS, {}) };
    },
  },
};

/** By their names, for the trial that kills at random. */
export const VARIANTS: Readonly<Record<string, () => BrokenVariant>> = {
  right: () => ({}),
  deletesPartition: () => deletesPartition,
  deletesWithNow: () => deletesWithNow,
  checksNoLease: () => checksNoLease,
  readsOldSubscriptions,
  keepsAcksInMemory: () => keepsAcksInMemory,
};

function microseconds(): bigint {
  return BigInt(Date.now()) * 1000n;
}
