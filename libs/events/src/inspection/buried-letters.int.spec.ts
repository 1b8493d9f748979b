import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall } from '@killrvideo/testing';

import { listenerTables } from '../event-tables';
import { deadLettersTable, type BuriedLetter } from '../storage/dead-letters-table';
import { buriedLetters, type LettersSought } from './buried-letters';

const cassandra = useScratchKeyspace(listenerTables);
const DAY = BigInt(24 * 3600) * 1_000_000n;
const TODAY = BigInt(Date.now()) * 1000n;

const bury = (group: string, aggregate: string, at: bigint, reason = 'no kittens') =>
  deadLettersTable(cassandra()).add(
    group,
    {
      event: { type: 'killrvideo.notes.events.NotePinned', aggregate, at, message: Buffer.from(aggregate) },
      reason,
    },
    testCall(),
  );
async function found(sought: LettersSought): Promise<BuriedLetter[]> {
  const letters: BuriedLetter[] = [];
  for await (const each of buriedLetters(cassandra(), sought, new AbortController().signal))
    letters.push(each);
  return letters;
}
const namesOf = async (sought: LettersSought) => (await found(sought)).map(({ event }) => event.aggregate);

describe('dead letters', () => {
  beforeAll(async () => {
    await bury('search', 'b', TODAY);
    await bury('search', 'c', TODAY + 1n);
    await bury('search', 'a', TODAY - DAY);
    await bury('suggestions', 'd', TODAY);
  });

  it('are found in the order of groups and times, of one group, or of one day', async () => {
    expect(await namesOf({})).toEqual(['a', 'b', 'c', 'd']);
    expect(await namesOf({ group: 'search' })).toEqual(['a', 'b', 'c']);
    const day = new Date(Number(TODAY / 1000n)).toISOString().slice(0, 10);
    expect(await namesOf({ day })).toEqual(['b', 'c', 'd']);
    expect(await namesOf({ group: 'suggestions', day: '2020-01-01' })).toEqual([]);
  });

  it('are as they were buried', async () => {
    const [letter] = await found({ group: 'suggestions' });
    expect(letter).toMatchObject({
      ...{ group: 'suggestions', reason: 'no kittens' },
      event: { type: 'killrvideo.notes.events.NotePinned', aggregate: 'd', at: TODAY },
    });
    expect(Buffer.from(letter!.event.message).toString()).toBe('d');
  });

  it('are read to the end, however many there are', async () => {
    const times = Array.from({ length: 250 }, (_, index) => TODAY + BigInt(index >> 1));
    await Promise.all(times.map((at, index) => bury('many', String(index), at)));
    const names = await namesOf({ group: 'many' });
    expect([names.length, new Set(names).size]).toEqual([250, 250]);
  });

  it('are deleted as they were read, and not when they were refused again since then', async () => {
    await bury('other', 'still', TODAY);
    await bury('other', 'again', TODAY);
    const letters = await found({ group: 'other' });
    await bury('other', 'again', TODAY, 'still no kittens');
    for (const letter of letters) await deadLettersTable(cassandra()).remove(letter, testCall());
    expect(await found({ group: 'other' })).toMatchObject([{ reason: 'still no kittens' }]);
  });
});
