import { randomUUID } from 'node:crypto';

import { idempotent } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { eventually, sleep, testCall } from '@killrvideo/testing';

import { subscriptions } from './index';
import type { EventSettings } from './settings';
import {
  checksNoLease,
  deletesPartition,
  deletesWithNow,
  keepsAcksInMemory,
  readsOldSubscriptions,
  type BrokenVariant,
} from './testing/faults.testing';
import { forgetWriters } from './testing/forget-writers.testing';
import { listeners, noteProcess, type Listeners, type NoteProcess } from './testing/note-process.testing';
import { NOTE_PINNED, notesSchema, noteStore, type Note } from './testing/notes.testing';
import { QUICK } from './testing/quick.testing';

// Each of these tells one sequence of steps, on real Cassandra, and once more with the one thing broken that it is about:
// then the event must be lost, or else the test would prove nothing.

jest.setTimeout(60_000);

const cassandra = useScratchKeyspace(notesSchema);
const SELECT_WRITERS = idempotent('SELECT writer FROM notes_outbox_writers WHERE shard = 0');
const processes: NoteProcess[] = [];
let heard: Listeners;

beforeEach(() => (heard = listeners()));
afterEach(async () => {
  await Promise.all(processes.splice(0).map((each) => each.stop()));
  for (const group of heard.got.keys())
    await subscriptions(cassandra()).leave(group, [NOTE_PINNED], testCall());
  await forgetWriters(cassandra());
});

function start(options: Parameters<typeof noteProcess>[2] = {}): NoteProcess {
  const started = noteProcess(cassandra(), heard, options);
  processes.push(started);
  return started;
}

/** Does by itself only what every process does at its start: it sleeps, as after SIGSTOP, whenever it is not called. */
const ASLEEP: Partial<EventSettings> = {
  beatEveryMs: 1e8,
  tidyEveryMs: 1e8,
  takeOverEveryMs: 1e8,
  bucketMs: 1e8,
};
const DEAD_AFTER_MS = QUICK.leaseMs + QUICK.marginMs;
/** Time enough to be found dead, taken over and delivered; on a busy machine it takes longer. */
const FOUND_WITHIN_MS = 3 * DEAD_AFTER_MS;
const HEARD_WITHIN_MS = 20_000;

async function startAsleep({ settings, ...rest }: BrokenVariant = {}): Promise<NoteProcess> {
  const sleeper = start({ ...rest, settings: { ...ASLEEP, ...settings } });
  await eventually(async () => expect(await writers()).toHaveLength(1));
  return sleeper;
}

/** Subscribed to by nobody whom a process that sleeps has heard of. */
async function subscribed(): Promise<string> {
  const group = `group ${randomUUID()}`;
  await subscriptions(cassandra()).subscribe(group, [NOTE_PINNED], testCall());
  heard.got.set(group, []);
  return group;
}

async function writers() {
  return cassandra().rows(SELECT_WRITERS, [], testCall());
}

function note(over: Partial<Note> = {}): Note {
  const id = randomUUID();
  return { board: `board ${id}`, note: id, author: `author ${id}`, text: 'What a kitten', ...over };
}

/** Whether the group hears of the note: it is waited for when it should, and for as long as others take when it should not. */
async function hears(group: string, { note: id }: Note, isExpected = true): Promise<boolean> {
  const isHeard = () => heard.got.get(group)?.includes(id) === true;
  await eventually(() => expect(isHeard()).toBe(true), isExpected ? HEARD_WITHIN_MS : FOUND_WITHIN_MS).catch(
    () => {},
  );
  return isHeard();
}

describe('what a process has left when it was killed', () => {
  it('is delivered by another one: an event that was acknowledged', async () => {
    const writer = await startAsleep();
    const group = await subscribed();
    const pinned = note();
    await writer.pin(pinned);
    writer.kill();
    start();
    expect(await hears(group, pinned)).toBe(true);
    await eventually(async () => expect(await writers()).toHaveLength(1));
  });

  it('is done and delivered: an intent whose facts were not written', async () => {
    const writer = await startAsleep();
    const group = await subscribed();
    const pinned = note();
    const facts = writer.hold('INSERT notes_by_author');
    const pinning = writer.pin(pinned).catch(() => {});
    await eventually(() => expect(facts.count).toBe(1));
    writer.kill();
    start();
    expect(await hears(group, pinned)).toBe(true);
    const store = noteStore(cassandra());
    expect(await store.ofAuthor(pinned.author, testCall())).toEqual([pinned.note]);
    expect(await store.ofBoard(pinned.board, testCall())).toEqual([pinned.note]);
    facts.release();
    await pinning;
  });

  it('is nothing: an intent that did not come before the end, or came late', async () => {
    const writer = await startAsleep();
    const group = await subscribed();
    const pinned = note();
    const intent = writer.hold('INSERT notes_outbox');
    const pinning = writer.pin(pinned).catch(() => {});
    await eventually(() => expect(intent.count).toBe(1));
    const [row] = await writers();
    writer.kill();
    start();
    await eventually(async () => expect(await writers()).not.toContainEqual(row));
    intent.release();
    await pinning;
    expect(await hears(group, pinned, false)).toBe(false);
    expect(await noteStore(cassandra()).ofBoard(pinned.board, testCall())).toEqual([]);
  });

  it('is not published: what never happened', async () => {
    const writer = await startAsleep();
    const group = await subscribed();
    const refused = note({ text: 'refused' });
    const writing = writer.pin(refused, () => Promise.reject(new Error('not yet'))).catch(() => {});
    await writing;
    writer.kill();
    const pinned = note();
    const other = start();
    await other.pin(pinned);
    expect(await hears(group, pinned)).toBe(true);
    await eventually(async () => expect(await writers()).toHaveLength(1));
    expect(heard.got.get(group)).toEqual([pinned.note]);
  });

  it('stays for a newer version of the service, when only that can read it', async () => {
    const writer = start({ version: 2, settings: ASLEEP });
    await eventually(async () => expect(await writers()).toHaveLength(1));
    const group = await subscribed();
    const pinned = note();
    await writer.pin(pinned);
    writer.kill();
    start({ version: 1 });
    expect(await hears(group, pinned, false)).toBe(false);
    start({ version: 2 });
    expect(await hears(group, pinned)).toBe(true);
  });

  it('is seen to wait when only a newer version can read a bucket that is final', async () => {
    const group = await subscribed();
    heard.answer = () => ({ kind: 'later' });
    const writer = start({ version: 2 });
    const pinned = note();
    await writer.pin(pinned);
    await eventually(() => expect(writer.state().groups[0]?.waiting).toBe(1));
    await writer.stop();
    heard.answer = () => ({ kind: 'done' });
    const older = start({ version: 1 });
    await eventually(() => expect(older.state().groups[0]?.lagSeconds).toBeGreaterThan(0));
    expect(await hears(group, pinned, false)).toBe(false);
    expect(older.state().groups[0]?.lagSeconds).toBeGreaterThan(0);
    await older.stop();
    start({ version: 2 });
    expect(await hears(group, pinned)).toBe(true);
  });
});

describe('a process that was taken for dead and wakes up', () => {
  const RIGHT: BrokenVariant = {};

  it.each([
    ['registers again before it writes facts', RIGHT, true],
    ['loses an event when it does not look at its lease', checksNoLease, false],
  ])('%s', async (_, variant, isHeard) => {
    const writer = await startAsleep(variant);
    const group = await subscribed();
    const pinned = note();
    const intent = writer.hold('INSERT notes_outbox');
    const pinning = writer.pin(pinned);
    await eventually(() => expect(intent.count).toBe(1));
    const [row] = await writers();
    start();
    await eventually(async () => expect(await writers()).not.toContainEqual(row));
    intent.release();
    await pinning;
    writer.kill();
    expect(await hears(group, pinned, isHeard)).toBe(isHeard);
  });

  it.each([
    ['keeps what it stores after others have read its bucket', RIGHT, true],
    ['loses it when they delete the partition', deletesPartition, false],
  ])('%s', async (_, variant, isHeard) => {
    const writer = await startAsleep();
    const group = await subscribed();
    const [first, second] = [note(), note()];
    await writer.pin(first);
    const taker = start(variant);
    const deletes = taker.hold('DELETE notes_outbox');
    await eventually(() => expect(deletes.count).toBe(1));
    await writer.pin(second);
    writer.kill();
    deletes.release();
    expect(await hears(group, first)).toBe(true);
    expect(await hears(group, second, isHeard)).toBe(isHeard);
  });

  it.each([
    ['keeps its row, and what stands in its buckets', RIGHT, true],
    ['loses both when others delete the row with the time of the delete', deletesWithNow, false],
  ])('%s', async (_, variant, isHeard) => {
    const writer = await startAsleep();
    const group = await subscribed();
    const taker = start(variant);
    const deletes = taker.hold('DELETE notes_outbox_writers');
    await eventually(() => expect(deletes.count).toBe(1));
    const pinned = note();
    await writer.pin(pinned);
    writer.kill();
    deletes.release();
    expect(await hears(group, pinned, isHeard)).toBe(isHeard);
  });
});

describe('a group that subscribes', () => {
  it.each([
    ['misses nothing from then on', () => ({}), true],
    ['misses something when buckets are deleted against older subscriptions', readsOldSubscriptions, false],
  ])('%s', async (_, variant, isHeard) => {
    const writer = start(variant());
    await sleep(1500); // so that what was read a second ago is of this process
    const group = await subscribed();
    const pinned = note();
    await writer.pin(pinned);
    expect(await hears(group, pinned, isHeard)).toBe(isHeard);
  });
});

describe('a group that has what a killed process published', () => {
  it.each([
    ['gets no more of it again than what was under way', {}, true],
    ['gets all of it again when acks are kept in memory only', keepsAcksInMemory, false],
  ])(
    '%s',
    async (_, variant: BrokenVariant, isFew) => {
      const [present, away] = [await subscribed(), await subscribed()];
      heard.answer = (group) => ({ kind: group === away ? 'later' : 'done' });
      const all: Note[] = [];
      const writer = start(variant);
      for (let n = 0; n < 20; n++) {
        all.push(note());
        await writer.pin(all.at(-1)!);
        await sleep(100);
      }
      await sleep(1000);
      expect(heard.got.get(present)).toHaveLength(20);
      writer.kill();
      const last = note();
      const taker = start();
      await sleep(FOUND_WITHIN_MS);
      await taker.pin(last);
      expect(await hears(present, last)).toBe(true);
      const again = heard.got.get(present)!.length - 21;
      expect(again <= 5).toBe(isFew);
      heard.answer = () => ({ kind: 'done' });
      for (const each of [...all, last]) expect(await hears(away, each)).toBe(true);
      await eventually(async () => expect(await writers()).toHaveLength(1));
    },
    30_000,
  );
});

describe('what a group has missed', () => {
  it('is brought by one process, however many there are', async () => {
    const away = await subscribed();
    let isAway = true;
    heard.answer = () => ({ kind: isAway ? 'later' : 'done' });
    const writer = start();
    const all = Array.from({ length: 20 }, () => note());
    for (const each of all) {
      await writer.pin(each);
      await sleep(100);
    }
    writer.kill();
    for (let n = 0; n < 3; n++) start();
    await sleep(2 * FOUND_WITHIN_MS); // so that each of them would have had its turn
    isAway = false;
    for (const each of all) expect(await hears(away, each)).toBe(true);
    await eventually(async () => expect(await writers()).toHaveLength(3));
    expect(heard.got.get(away)!.length).toBeLessThan(25);
  });

  it('is brought by another process, from there on, when the first one is gone, too', async () => {
    const away = await subscribed();
    heard.answer = () => ({ kind: 'later' });
    const writer = start();
    const all = Array.from({ length: 20 }, () => note());
    for (const each of all) {
      await writer.pin(each);
      await sleep(100);
    }
    writer.kill();
    let got = 0;
    heard.answer = () => ({ kind: ++got <= 10 ? 'done' : 'later' });
    const taker = start();
    await eventually(() => expect(heard.got.get(away)).toHaveLength(10));
    await sleep(500);
    taker.kill();
    heard.answer = () => ({ kind: 'done' });
    start();
    for (const each of all) expect(await hears(away, each)).toBe(true);
    expect(heard.got.get(away)!.length).toBeLessThan(26);
  });

  it('is brought through twenty restarts of those who published it, and others hear of it about once', async () => {
    const [present, away] = [await subscribed(), await subscribed()];
    heard.answer = (group) => ({ kind: group === away ? 'later' : 'done' });
    const all: Note[] = [];
    for (let restarts = 0; restarts < 20; restarts++) {
      const writer = start();
      for (let n = 0; n < 10; n++) {
        all.push(note());
        await writer.pin(all.at(-1)!);
        await sleep(50);
      }
      writer.kill();
    }
    heard.answer = () => ({ kind: 'done' });
    start();
    for (const group of [present, away]) for (const each of all) expect(await hears(group, each)).toBe(true);
    await eventually(async () => expect(await writers()).toHaveLength(1));
    for (const group of [present, away]) expect(heard.got.get(group)!.length).toBeLessThan(all.length * 2);
  });
});
