import type { Cassandra } from '@killrvideo/cassandra';

import { ownSteps } from '../own-steps';
import { EVENT_SETTINGS, type EventSettings } from '../settings';
import { outboxTable, type EventTime } from '../storage/outbox-table';
import { publishingServices } from '../storage/publishing-services';
import { subscriptionsTable, type Subscription } from '../storage/subscriptions-table';
import { writersTable, type WriterRow } from '../storage/writers-table';

/** How far a group is with the events of all services. */
export interface GroupReport {
  readonly group: string;
  /** In the order of their types. */
  readonly subscriptions: readonly Subscription[];
  /** Undefined: it has all that happened up to a quarter of a minute ago. */
  readonly lag: GroupLag | undefined;
}

export interface GroupLag {
  /** Counted in whole buckets: up to 5 s of a process more than it lacks. More than `MOST_COUNTED`: it lacks even more. */
  readonly events: number;
  /** When the first of them happened, in microseconds since 1970. */
  readonly oldestAt: bigint;
}

/** The events of a group are counted up to here. */
export const MOST_COUNTED = 100_000;

/** For what a read and a write take on a busy machine. */
const MARGIN_MS = 2000;
const BUCKETS_AT_ONCE = 16;

/**
 * Reports of every group that is subscribed, in the order of their names. It reads a few buckets at
 * a time, and of their events no more than types and times. Throws `unavailable`, or that `signal` has aborted.
 */
export async function groupsReport(options: {
  readonly cassandra: Cassandra;
  readonly keyspace: string;
  readonly signal: AbortSignal;
  readonly settings?: EventSettings;
  readonly mostCounted?: number;
}): Promise<GroupReport[]> {
  const { cassandra, keyspace, signal, settings = EVENT_SETTINGS, mostCounted = MOST_COUNTED } = options;
  const step = ownSteps('the report of all groups', signal);
  const counts = countsOf(await step((call) => subscriptionsTable(cassandra).all(call)), mostCounted);
  for (const service of await step((call) => publishingServices(cassandra, keyspace, call))) {
    const outbox = outboxTable(cassandra, service);
    for (const row of await step((call) => writersTable(cassandra, service).all(call))) {
      await countIn(row, counts, (bucket) => step((call) => outbox.timesIn(row.writer, bucket, call)));
    }
  }
  // A process notes that a group has a bucket once that is closed and it beats.
  const { bucketMs, tidyEveryMs, beatEveryMs } = settings;
  const behindBefore = BigInt(Date.now() - (bucketMs + tidyEveryMs + beatEveryMs + MARGIN_MS)) * 1000n;
  return counts.map(({ group, subscriptions, events, oldestAt }) => ({
    ...{ group, subscriptions },
    lag: oldestAt !== undefined && oldestAt < behindBefore ? { events, oldestAt } : undefined,
  }));
}

/** A group while its events are counted. */
interface Count {
  readonly group: string;
  readonly subscriptions: readonly Subscription[];
  readonly hears: ReadonlySet<string>;
  readonly mostCounted: number;
  events: number;
  oldestAt: bigint | undefined;
}

function countsOf(all: readonly Subscription[], mostCounted: number): Count[] {
  return [...new Set(all.map(({ group }) => group))].map((group) => {
    const subscriptions = all.filter((each) => each.group === group);
    const heard = subscriptions.filter(({ isLapsed }) => !isLapsed).map(({ type }) => type);
    return { group, subscriptions, hears: new Set(heard), mostCounted, events: 0, oldestAt: undefined };
  });
}

/** Counts what each group lacks of one process; of those that lack enough already only when the first happened. */
async function countIn(
  { low, high, lows }: WriterRow,
  counts: readonly Count[],
  read: (bucket: number) => Promise<EventTime[]>,
): Promise<void> {
  const lowOf = ({ group }: Count): number => Math.max(low, lows.get(group) ?? low);
  const foundHere = new Set<Count>();
  for (let from = low; from <= high; from += BUCKETS_AT_ONCE) {
    const lacking = counts.filter(
      (count) =>
        count.hears.size > 0 &&
        lowOf(count) < from + BUCKETS_AT_ONCE &&
        (count.events <= count.mostCounted || !foundHere.has(count)),
    );
    const first = Math.max(from, Math.min(...lacking.map(lowOf)));
    const buckets = numbers(first, Math.min(from + BUCKETS_AT_ONCE, high + 1));
    const times = await Promise.all(buckets.map(read));
    for (const [index, bucket] of buckets.entries()) {
      for (const count of lacking) {
        if (lowOf(count) <= bucket && add(count, times[index] ?? [])) foundHere.add(count);
      }
    }
  }
}

/** From the first one on, without the last; none where there is nothing between them. */
function numbers(first: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
}

/** Whether there was any. */
function add(count: Count, times: readonly EventTime[]): boolean {
  const heard = times.filter(({ type }) => count.hears.has(type));
  for (const { at } of heard) if (count.oldestAt === undefined || at < count.oldestAt) count.oldestAt = at;
  count.events += heard.length;
  return heard.length > 0;
}
