import { idempotent, textColumn, timestampColumn, type Cassandra } from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

const SELECT = idempotent('SELECT consumer_group, since, lapsed FROM event_subscriptions WHERE event = ?');
const INSERT = idempotent(
  'INSERT INTO event_subscriptions (event, consumer_group, since) VALUES (?, ?, ?) USING TTL ?',
);
const LAPSE = idempotent('UPDATE event_subscriptions SET lapsed = ? WHERE event = ? AND consumer_group = ?');
const DELETE = idempotent('DELETE FROM event_subscriptions WHERE event = ? AND consumer_group = ?');

export interface Subscription {
  readonly type: string;
  readonly group: string;
  /** Milliseconds since 1970. */
  readonly since: bigint;
  readonly isLapsed: boolean;
}

/** Which groups hear of which types of events. */
export interface SubscriptionsTable {
  of(type: string, call: CallContext): Promise<Subscription[]>;
  /** Ends by itself after so many seconds; 0 is never. */
  add(type: string, group: string, since: bigint, forSeconds: number, call: CallContext): Promise<void>;
  /** A subscription that was made anew meanwhile stays. */
  lapse(subscription: Subscription, call: CallContext): Promise<void>;
  remove(type: string, group: string, call: CallContext): Promise<void>;
}

export function subscriptionsTable(cassandra: Cassandra): SubscriptionsTable {
  return {
    async of(type, call) {
      const rows = await cassandra.rows(SELECT, [type], call);
      return rows.flatMap((row) => {
        const since = timestampColumn(row, 'since');
        const group = textColumn(row, 'consumer_group');
        // What is left of one that ended while somebody noted that it had lapsed.
        if (since === undefined) return [];
        return [{ type, group, since, isLapsed: timestampColumn(row, 'lapsed') === since }];
      });
    },
    add: (type, group, since, forSeconds, call) =>
      cassandra.write({ statement: INSERT, params: [type, group, since, forSeconds] }, call),
    lapse: ({ type, group, since }, call) =>
      cassandra.write({ statement: LAPSE, params: [since, type, group] }, call),
    remove: (type, group, call) => cassandra.write({ statement: DELETE, params: [type, group] }, call),
  };
}
