import { randomUUID } from 'node:crypto';

import { OPENED_WITHIN_MS, openTables, type OpenTables } from '@killrvideo/cassandra/testing';
import { eventually, silentLog, sleep, testCall, useTestNode } from '@killrvideo/testing';

import { passingSubscription } from '../consuming/passing-subscription';
import { listeners, noteProcess, type NoteProcess } from '../testing/note-process.testing';
import { forgetWriters } from '../testing/forget-writers.testing';
import { NOTE_PINNED, notesSchema } from '../testing/notes.testing';
import { QUICK } from '../testing/quick.testing';
import { subscriptionsTable } from '../storage/subscriptions-table';
import { knownTo, type KnownTo } from './known-to';

jest.setTimeout(90_000);

const node = useTestNode();
const keyspace = `scratch_${randomUUID().slice(0, 8)}`;
const processes: NoteProcess[] = [];
let tables: OpenTables;
beforeAll(async () => {
  tables = await openTables(node().cassandra, keyspace, notesSchema);
}, OPENED_WITHIN_MS + 5000);
afterEach(async () => {
  await Promise.all(processes.splice(0).map((each) => each.stop()));
  await forgetWriters(tables.cassandra);
});
afterAll(() => tables.close());

const start = (): NoteProcess => {
  const started = noteProcess(tables.cassandra, listeners());
  processes.push(started);
  return started;
};
const isKnownTo = (group: string): Promise<KnownTo[]> =>
  knownTo({
    ...{ group, cassandra: tables.cassandra, keyspace, settings: QUICK },
    signal: new AbortController().signal,
  });
const subscribe = (group: string) =>
  passingSubscription({ group, types: [NOTE_PINNED], cassandra: tables.cassandra, log: silentLog });

describe('a group that comes and goes', () => {
  it('is known to every process that lives, and no more once it has gone', async () => {
    const [first, second] = [start(), start()];
    const subscription = await subscribe('tail');
    // On a machine that stands still for longer than its margin it does not find them at once.
    await eventually(async () =>
      expect(await isKnownTo('tail')).toEqual([{ service: 'notes', processes: 2 }]),
    );
    await first.pin({ board: 'kittens', note: randomUUID(), author: 'Ziggy', text: 'brave' });
    await subscription.stop();
    expect(await subscriptionsTable(tables.cassandra).all(testCall())).toEqual([]);
    await eventually(async () => expect(await isKnownTo('tail')).toEqual([]));
    await eventually(() => expect([first, second].map((each) => each.state().groups)).toEqual([[], []]));
  });

  it('is known to nobody where nobody lives, or publishes what it hears of', async () => {
    const gone = start();
    await sleep(2 * QUICK.beatEveryMs);
    gone.kill();
    const subscription = await subscribe('tail');
    expect(await isKnownTo('tail')).toEqual([]);
    await subscription.stop();
  });
});
