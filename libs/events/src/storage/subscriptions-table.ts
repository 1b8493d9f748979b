import { idempotent, textColumn, timestampColumn, type Cassandra, type Row } from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

const COLUMNS = 'event, consumer_group, since, lapsed, ttl(since) AS ends_in';
const SELECT = idempotent(`SELECT ${COLUMNS} FROM event_subscriptions WHERE event = ?`);
const SELECT_ALL = idempotent(`SELECT ${COLUMNS} FROM event_subscriptions`);
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
  /** Whether it ends by itself, within seconds, unless the group says again that it listens. */
  readonly isPassing: boolean;
}

/** Which groups hear of which types of events. */
export interface SubscriptionsTable {
  of(type: string, call: CallContext): Promise<Subscription[]>;
  /** Of all types, in the order of groups and types. */
  all(call: CallContext): Promise<Subscription[]>;
  /** Ends by itself after so many seconds; 0 is never. */
  add(type: string, group: string, since: bigint, forSeconds: number, call: CallContext): Promise<void>;
  /** A subscription that was made anew meanwhile stays. */
  lapse(subscription: Subscription, call: CallContext): Promise<void>;
  remove(type: string, group: string, call: CallContext): Promise<void>;
}

export function subscriptionsTable(cassandra: Cassandra): SubscriptionsTable {
  return {
    of: async (type, call) => (await cassandra.rows(SELECT, [type], call)).flatMap(subscriptionsIn),
    async all(call) {
      const rows = await cassandra.rows(SELECT_ALL, [], call);
      return rows.flatMap(subscriptionsIn).sort(byGroupAndType);
    },
    add: (type, group, since, forSeconds, call) =>
      cassandra.write({ statement: INSERT, params: [type, group, since, forSeconds] }, call),
    lapse: ({ type, group, since }, call) =>
      cassandra.write({ statement: LAPSE, params: [since, type, group] }, call),
    remove: (type, group, call) => cassandra.write({ statement: DELETE, params: [type, group] }, call),
  };
}

/** None in what is left of one that ended while somebody noted that it had lapsed. */
function subscriptionsIn(row: Row): Subscription[] {
  const since = timestampColumn(row, 'since');
  if (since === undefined) return [];
  return [
    {
      type: textColumn(row, 'event'),
      group: textColumn(row, 'consumer_group'),
      since,
      isLapsed: timestampColumn(row, 'lapsed') === since,
      isPassing: row['ends_in'] != null,
    },
  ];
}

function byGroupAndType(a: Subscription, b: Subscription): number {
  return a.group.localeCompare(b.group) || a.type.localeCompare(b.type);
}
