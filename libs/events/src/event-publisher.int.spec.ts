import { randomUUID } from 'node:crypto';

import { idempotent } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { DomainError, MustBeLater, type Log } from '@killrvideo/core';
import { eventually, silentLog, sleep, testCall } from '@killrvideo/testing';

import { deadLettersTable, subscriptions } from './index';
import { forgetWriters } from './testing/forget-writers.testing';
import { listeners, noteProcess, type Listeners, type NoteProcess } from './testing/note-process.testing';
import { NOTE_PINNED, noteIn, notesSchema, noteStore, type Note } from './testing/notes.testing';

jest.setTimeout(60_000);

const cassandra = useScratchKeyspace(notesSchema);
const COUNT_OUTBOX = idempotent('SELECT count(*) AS count FROM notes_outbox');
const SELECT_WRITERS = idempotent('SELECT writer, beat FROM notes_outbox_writers WHERE shard = 0');
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

async function subscribed(): Promise<string> {
  const group = `group ${randomUUID()}`;
  await subscriptions(cassandra()).subscribe(group, [NOTE_PINNED], testCall());
  heard.got.set(group, []);
  return group;
}

function note(over: Partial<Note> = {}): Note {
  const id = randomUUID();
  return { board: `board ${id}`, note: id, author: `author ${id}`, text: 'What a kitten', ...over };
}

const written = async ({ board, author }: Note): Promise<string[][]> => [
  await noteStore(cassandra()).ofBoard(board, testCall()),
  await noteStore(cassandra()).ofAuthor(author, testCall()),
];

async function rowsLeft(): Promise<number> {
  const [row] = await cassandra().rows(COUNT_OUTBOX, [], testCall());
  return Number(row?.['count']);
}

describe('an event that is published', () => {
  it('comes to every group that has subscribed, with the time at which its facts were written', async () => {
    const [search, suggestions] = [await subscribed(), await subscribed()];
    const pinned = note();
    const times: bigint[] = [];
    heard.answer = (_group, _note, event) => {
      times.push(event.at);
      return { kind: 'done' };
    };
    await start().pin(pinned);
    expect(await written(pinned)).toEqual([[pinned.note], [pinned.note]]);
    await eventually(() => {
      expect(heard.got.get(search)).toEqual([pinned.note]);
      expect(heard.got.get(suggestions)).toEqual([pinned.note]);
    });
    const [row] = await cassandra().rows(
      idempotent('SELECT writetime(text) AS at FROM notes_by_board WHERE board = ?'),
      [pinned.board],
      testCall(),
    );
    expect(times).toEqual([row?.['at'], row?.['at']]);
  });

  it('costs two statements one after the other, and no third', async () => {
    const statements: string[] = [];
    const process = start({
      fault: {
        write(each) {
          statements.push(each.statement.label);
          return each;
        },
      },
    });
    await process.pin(note());
    statements.splice(0);
    await process.pin(note());
    const ofCall = statements.filter((label) => !label.includes('writers') && !label.startsWith('DELETE'));
    expect(ofCall).toEqual(['INSERT notes_outbox', 'INSERT notes_by_board', 'INSERT notes_by_author']);
  });

  it('keeps the order of its aggregate', async () => {
    const group = await subscribed();
    const process = start();
    const board = `board ${randomUUID()}`;
    const all = Array.from({ length: 50 }, () => note({ board }));
    for (const each of all) await process.pin(each);
    await eventually(() => expect(heard.got.get(group)).toEqual(all.map((each) => each.note)));
  });

  it('leaves nothing once every group has it', async () => {
    await subscribed();
    const process = start();
    for (let n = 0; n < 5; n++) await process.pin(note());
    await eventually(() => expect(process.state().buckets).toBe(0));
    expect(await rowsLeft()).toBe(0);
  });

  it('leaves nothing when nobody has subscribed', async () => {
    const process = start();
    await process.pin(note());
    await eventually(() => expect(process.state().buckets).toBe(0));
    expect(await rowsLeft()).toBe(0);
  });

  it('is withdrawn when its write is refused: nobody hears of it', async () => {
    const group = await subscribed();
    const process = start();
    const refusal = new DomainError('already-exists', 'there is such a note');
    await expect(process.pin(note(), () => Promise.reject(refusal))).rejects.toBe(refusal);
    const pinned = note();
    await process.pin(pinned);
    await eventually(() => expect(process.state().buckets).toBe(0));
    expect(heard.got.get(group)).toEqual([pinned.note]);
  });

  it('is withdrawn when the write says that nothing was begun, or that nothing has happened', async () => {
    const group = await subscribed();
    const process = start();
    const refusal = new DomainError('deadline-exceeded', 'it waited too long', { isNothingBegun: true });
    await expect(process.pin(note(), () => Promise.reject(refusal))).rejects.toBe(refusal);
    await process.pin(note(), undefined, () => false);
    const pinned = note();
    await process.pin(pinned);
    await eventually(() => expect(process.state().buckets).toBe(0));
    expect(heard.got.get(group)).toEqual([pinned.note]);
    expect(await rowsLeft()).toBe(0);
  });

  it.each([
    ['a clock that is ahead', 5_000_000n],
    ['a clock that is wrong', 5_000_000_000n],
  ])('is later than what stands, as %s says it', async (_, ahead) => {
    const group = await subscribed();
    const process = start();
    const times: bigint[] = [];
    heard.answer = (_group, _note, event) => {
      times.push(event.at);
      return { kind: 'done' };
    };
    const pinned = note();
    let standing: bigint | undefined;
    await process.pin(pinned, async (at) => {
      standing ??= at + ahead;
      if (at <= standing) throw new MustBeLater(standing);
      await noteStore(cassandra()).pin(pinned, at, testCall());
    });
    await eventually(() => expect(heard.got.get(group)).toEqual([pinned.note]));
    expect(times[0]).toBeGreaterThan(standing!);
    await eventually(() => expect(process.state()).toMatchObject({ unfinished: 0, buckets: 0 }));
    expect(await rowsLeft()).toBe(0);
  });

  it('is carried out after all when the outcome of its write is not known', async () => {
    const group = await subscribed();
    const process = start();
    const pinned = note();
    const lost = new DomainError('unavailable', 'the database did not answer');
    await expect(process.pin(pinned, () => Promise.reject(lost))).rejects.toBe(lost);
    await eventually(() => expect(heard.got.get(group)).toEqual([pinned.note]));
    expect(await written(pinned)).toEqual([[pinned.note], [pinned.note]]);
    await eventually(() => expect(process.state()).toMatchObject({ unfinished: 0, buckets: 0 }));
  });

  it('holds nothing up when it cannot be settled: buckets become final, and groups that were away get them', async () => {
    const group = await subscribed();
    let [isAway, isCursed] = [true, true];
    heard.answer = () => ({ kind: isAway ? 'later' : 'done' });
    const process = start({ settings: { memoryEvents: 3 }, isCursed: () => isCursed });
    const cursed = note();
    const lost = new DomainError('unavailable', 'the database did not answer');
    await expect(process.pin(cursed, () => Promise.reject(lost))).rejects.toBe(lost);
    const all = Array.from({ length: 20 }, () => note());
    for (const each of all) {
      await process.pin(each);
      await sleep(50);
    }
    isAway = false;
    await eventually(() =>
      expect(new Set(heard.got.get(group))).toEqual(new Set(all.map((each) => each.note))),
    );
    await eventually(() => expect(process.state().buckets).toBeLessThan(2));
    expect(heard.got.get(group)).not.toContain(cursed.note);
    isCursed = false;
    await eventually(() => expect(heard.got.get(group)).toContain(cursed.note));
    await eventually(() => expect(process.state()).toMatchObject({ unfinished: 0, buckets: 0 }));
  });

  it('is nothing when it is not known whether its intent was stored: no facts are written', async () => {
    const group = await subscribed();
    let isBroken = true;
    const lost = new DomainError('unavailable', 'the database did not answer');
    const process = start({
      fault: {
        answered(label) {
          if (isBroken && label === 'INSERT notes_outbox') throw lost;
        },
      },
    });
    const pinned = note();
    await expect(process.pin(pinned)).rejects.toBe(lost);
    isBroken = false;
    const next = note();
    await process.pin(next);
    await eventually(() => expect(process.state()).toMatchObject({ unfinished: 0, buckets: 0 }));
    expect(heard.got.get(group)).toEqual([next.note]);
    expect(await written(pinned)).toEqual([[], []]);
  });
});

describe('a group', () => {
  it('that refuses an event gets the others, and finds it among the dead letters', async () => {
    const group = await subscribed();
    const process = start({ settings: { refusals: 3 } });
    const [bad, good] = [note(), note()];
    heard.answer = (_group, { note: id }) =>
      id === bad.note ? { kind: 'refused', reason: 'unknown board' } : { kind: 'done' };
    await process.pin(bad);
    await process.pin(good);
    await eventually(() => expect(process.state().buckets).toBe(0));
    expect(heard.got.get(group)).toEqual([good.note]);
    const today = new Date().toISOString().slice(0, 10);
    const letters = await deadLettersTable(cassandra()).ofDay(
      { group, day: today },
      undefined,
      10,
      testCall(),
    );
    expect(letters.map(({ reason, event }) => [reason, noteIn(event).note, event.aggregate])).toEqual([
      ['unknown board', bad.note, bad.board],
    ]);
    expect(process.state().groups).toMatchObject([{ group, delivered: 1, refused: 3, deadLetters: 1 }]);
  });

  it('that comes and goes is gone without a word, and nothing is kept for it', async () => {
    const [away, passing] = [await subscribed(), `tail ${randomUUID()}`];
    await subscriptions(cassandra()).listenFor(2, passing, [NOTE_PINNED], testCall());
    heard.answer = () => ({ kind: 'later' });
    const warned: unknown[] = [];
    const log: Log = { ...silentLog, warn: ({ group }: { group?: string }) => void warned.push(group) };
    const process = start({ settings: { behindAfterMs: 100 }, log });
    await eventually(() => expect(process.state().groups).toHaveLength(2));
    await process.pin(note());
    await eventually(() => expect(warned).toEqual([away]));
    await eventually(() => expect(process.state().groups).toMatchObject([{ group: away }]));
    expect(heard.forgotten).toEqual([passing]);
    expect(warned).toEqual([away]);
    await subscriptions(cassandra()).leave(away, [NOTE_PINNED], testCall());
    await eventually(() => expect(process.state().buckets).toBe(0));
  });

  it('that is away misses nothing, and costs those who publish no memory', async () => {
    const [present, away] = [await subscribed(), await subscribed()];
    let isAway = true;
    heard.answer = (group) => ({ kind: group === away && isAway ? 'later' : 'done' });
    const process = start({ settings: { memoryEvents: 10 } });
    const board = `board ${randomUUID()}`;
    const all = Array.from({ length: 100 }, () => note({ board }));
    for (const each of all) {
      await process.pin(each);
      await sleep(10);
    }
    await eventually(() => expect(heard.got.get(present)).toHaveLength(100));
    expect(process.state().groups.find(({ group }) => group === away)?.waiting).toBeLessThan(50);
    isAway = false;
    await eventually(() => expect(new Set(heard.got.get(away)).size).toBe(100));
    expect([...new Set(heard.got.get(away))]).toEqual(all.map((each) => each.note));
    await eventually(() => expect(process.state().buckets).toBe(0));
  });

  it('that subscribes gets what stands in the buckets, too', async () => {
    const [present, away] = [await subscribed(), await subscribed()];
    heard.answer = (group) => ({ kind: group === away ? 'later' : 'done' });
    const process = start();
    const pinned = note();
    await process.pin(pinned);
    await eventually(() => expect(heard.got.get(present)).toEqual([pinned.note]));
    const late = await subscribed();
    await eventually(() => expect(heard.got.get(late)).toEqual([pinned.note]));
  });

  it('that has been away for too long lapses: it hears of nothing, and holds nothing up', async () => {
    const group = await subscribed();
    const process = start({ settings: { behindAfterMs: 50, warnAfterMs: 100, lapseAfterMs: 1500 } });
    heard.answer = () => ({ kind: 'later' });
    await process.pin(note());
    await eventually(() => expect(process.state()).toMatchObject({ buckets: 0, groups: [] }));
    const own = subscriptions(cassandra());
    expect(await own.subscribe(group, [NOTE_PINNED], testCall())).toEqual({
      added: [],
      lapsed: [NOTE_PINNED],
    });
    heard.answer = () => ({ kind: 'done' });
    const missed = note();
    await process.pin(missed);
    await eventually(() => expect(process.state()).toMatchObject({ buckets: 0, groups: [] }));
    await own.renew(group, [NOTE_PINNED], testCall());
    expect(await own.subscribe(group, [NOTE_PINNED], testCall())).toEqual({ added: [], lapsed: [] });
    await eventually(() => expect(process.state()).toMatchObject({ groups: [{ group }] }));
    const pinned = note();
    await process.pin(pinned);
    await eventually(() => expect(heard.got.get(group)).toContain(pinned.note));
    expect(heard.got.get(group)).not.toContain(missed.note);
  });

  it('that has left hears of nothing more, and holds nothing up', async () => {
    const group = await subscribed();
    const process = start();
    heard.answer = () => ({ kind: 'later' });
    await process.pin(note());
    await subscriptions(cassandra()).leave(group, [NOTE_PINNED], testCall());
    await eventually(() => expect(process.state()).toMatchObject({ buckets: 0, groups: [] }));
  });

  it('that listens for a time only ends by itself', async () => {
    const group = `group ${randomUUID()}`;
    heard.got.set(group, []);
    const own = subscriptions(cassandra());
    await own.listenFor(2, group, [NOTE_PINNED], testCall());
    const process = start();
    await eventually(() => expect(process.state().groups).toHaveLength(1));
    await eventually(() => expect(process.state().groups).toEqual([]));
  });
});

describe('a process that ends in order', () => {
  const writers = () => cassandra().rows(SELECT_WRITERS, [], testCall());

  it('leaves nothing when every group has everything', async () => {
    const group = await subscribed();
    const process = start();
    const pinned = note();
    await process.pin(pinned);
    await processes.pop()?.stop();
    expect(heard.got.get(group)).toEqual([pinned.note]);
    expect(await writers()).toEqual([]);
    expect(await rowsLeft()).toBe(0);
  });

  it('leaves the rest to others, who need not wait until it counts as dead, within two seconds', async () => {
    const group = await subscribed();
    heard.answer = () => ({ kind: 'later' });
    const process = start();
    const pinned = note();
    await process.pin(pinned);
    const begun = performance.now();
    await processes.pop()?.stop();
    expect(performance.now() - begun).toBeLessThan(2000);
    expect((await writers()).map((row) => Number(row['beat']))).toEqual([0]);
    heard.answer = () => ({ kind: 'done' });
    const other = start({ settings: { leaseMs: 60_000 } });
    await eventually(() => expect(heard.got.get(group)).toEqual([pinned.note]));
    await eventually(async () => expect(await writers()).toHaveLength(1));
    await eventually(() => expect(other.state().buckets).toBe(0));
  });
});
