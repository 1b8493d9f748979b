import { randomUUID } from 'node:crypto';

import { OPENED_WITHIN_MS, openTables, type OpenTables } from '@killrvideo/cassandra/testing';
import { testCall, useTestNode } from '@killrvideo/testing';

import { publisherTables } from '../event-tables';
import { outboxTable } from '../storage/outbox-table';
import { subscriptionsTable } from '../storage/subscriptions-table';
import { writersTable, type WriterState } from '../storage/writers-table';
import { groupsReport, type GroupLag } from './groups-report';

const SERVICES = ['notes', 'suggested-notes'];
const [PINNED, KEPT] = ['killrvideo.notes.events.NotePinned', 'killrvideo.notes.events.NoteKept'];
/** So long ago that everybody should have it. */
const AGO_MS = 60_000;

const node = useTestNode();
const keyspace = `scratch_${randomUUID().slice(0, 8)}`;
let tables: OpenTables;
beforeAll(async () => {
  const [first = '', second = ''] = SERVICES.map(publisherTables);
  await (await openTables(node().cassandra, keyspace, first)).close();
  tables = await openTables(node().cassandra, keyspace, second);
}, 2 * OPENED_WITHIN_MS);
afterAll(() => tables.close());

const oldest = BigInt(Date.now() - AGO_MS) * 1000n;
let positions = 0;

async function happened(service: string, writer: string, bucket: number, type: string, at: bigint) {
  const event = { bucket, position: positions++, type, version: 1, aggregate: 'kittens', at };
  const outbox = outboxTable(tables.cassandra, service);
  await outbox.insert(writer, { ...event, payload: Buffer.from('a kitten') }, testCall());
}

/** A process of a service that has buckets 3 to 5, in each so many notes pinned, a microsecond apart. */
async function writerOf(service: string, lows: WriterState['lows'], events = [0, 0, 0], from = oldest) {
  const writer = randomUUID();
  const state = { low: 3, settled: 5, high: 9, lows, beat: 7 };
  await writersTable(tables.cassandra, service).write(writer, state, 1n, testCall());
  let at = from;
  for (const [index, many] of events.entries()) {
    for (let each = 0; each < many; each++) await happened(service, writer, 3 + index, PINNED, at++);
  }
  return writer;
}

async function subscribed(group: string, types = [PINNED], forSeconds = 0): Promise<void> {
  const table = subscriptionsTable(tables.cassandra);
  for (const type of types) await table.add(type, group, 1000n, forSeconds, testCall());
}

const report = (mostCounted?: number) =>
  groupsReport({
    ...{ cassandra: tables.cassandra, keyspace, signal: new AbortController().signal },
    ...(mostCounted === undefined ? {} : { mostCounted }),
  });
async function lagOf(group: string, mostCounted?: number): Promise<GroupLag | undefined> {
  const found = (await report(mostCounted)).find((each) => each.group === group);
  expect(found).toBeDefined();
  return found?.lag;
}

afterEach(async () => {
  for (const service of SERVICES) {
    const writers = writersTable(tables.cassandra, service);
    for (const row of await writers.all(testCall())) await writers.remove(row, testCall());
  }
  const table = subscriptionsTable(tables.cassandra);
  for (const { type, group } of await table.all(testCall())) await table.remove(type, group, testCall());
});

describe('the report of groups', () => {
  it('names all that are subscribed, with their types, in order, and who comes and goes', async () => {
    await subscribed('search', [PINNED, KEPT]);
    await subscribed('a tail', [PINNED], 20);
    const all = subscriptionsTable(tables.cassandra);
    const [lapsed] = await all.of(KEPT, testCall());
    await all.lapse(lapsed!, testCall());
    const common = { since: 1000n, isLapsed: false, isPassing: false };
    expect(await report()).toEqual([
      {
        group: 'a tail',
        subscriptions: [{ ...common, group: 'a tail', type: PINNED, isPassing: true }],
        lag: undefined,
      },
      {
        group: 'search',
        subscriptions: [
          { ...common, group: 'search', type: KEPT, isLapsed: true },
          { ...common, group: 'search', type: PINNED },
        ],
        lag: undefined,
      },
    ]);
  });

  it('counts what a group lacks of all processes of all services, from the first bucket that it has not whole', async () => {
    await subscribed('search');
    await subscribed('suggestions');
    await writerOf('notes', new Map(Object.entries({ search: 4, suggestions: 6 })), [5, 3, 2]);
    await writerOf('notes', new Map(Object.entries({ search: 9, suggestions: 9 })), [1, 1, 1]);
    await writerOf('suggested-notes', new Map([['suggestions', 6]]), [0, 1, 1], oldest + 100n);
    expect(await lagOf('search')).toEqual({ events: 5 + 2, oldestAt: oldest + 5n });
    expect(await lagOf('suggestions')).toBeUndefined();
  });

  it('counts everything of a process that does not know of the group yet', async () => {
    await subscribed('search');
    await writerOf('notes', new Map(), [2, 0, 1]);
    expect(await lagOf('search')).toEqual({ events: 3, oldestAt: oldest });
  });

  it('counts nothing of other types, or of one that has lapsed', async () => {
    await subscribed('search', [KEPT]);
    await subscribed('suggestions');
    const table = subscriptionsTable(tables.cassandra);
    await table.lapse((await table.of(PINNED, testCall()))[0]!, testCall());
    await writerOf('notes', new Map(), [2]);
    expect(await lagOf('search')).toBeUndefined();
    expect(await lagOf('suggestions')).toBeUndefined();
  });

  it('does not call what has just happened a lag', async () => {
    await subscribed('search');
    await writerOf('notes', new Map(), [2], BigInt(Date.now()) * 1000n);
    expect(await lagOf('search')).toBeUndefined();
  });

  it('stops counting when it is enough, and still finds the oldest', async () => {
    await subscribed('search');
    await writerOf('notes', new Map(), [2, 1], oldest + 1000n);
    await writerOf('notes', new Map(), [2, 1], oldest);
    await writerOf('suggested-notes', new Map(), [2, 1], oldest + 500n);
    const lag = await lagOf('search', 1);
    expect(lag?.oldestAt).toBe(oldest);
    expect(lag?.events).toBeGreaterThan(1);
  });
});
