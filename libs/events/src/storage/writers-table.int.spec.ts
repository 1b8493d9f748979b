import { randomUUID } from 'node:crypto';

import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall } from '@killrvideo/testing';

import { publisherTables } from '../event-tables';
import { LEFT, writersTable, type WriterRow, type WritersTable } from './writers-table';

const cassandra = useScratchKeyspace(publisherTables('notes'));
let table: WritersTable;
beforeAll(() => (table = writersTable(cassandra(), 'notes')));

const STATE = { low: 3, settled: 5, high: 9, lows: new Map([['search', 4]]), beat: 7 };

async function rowOf(writer: string): Promise<WriterRow | undefined> {
  const all = await table.all(testCall());
  return all.find((row) => row.writer === writer);
}

async function written(at = 1000n): Promise<WriterRow> {
  const writer = randomUUID();
  await table.write(writer, STATE, at, testCall());
  return (await rowOf(writer)) as WriterRow;
}

describe('the row of a process', () => {
  it('says what was written last, and when', async () => {
    const row = await written();
    expect(row).toEqual({ ...STATE, writer: row.writer, writtenAt: 1000n });
    await table.write(row.writer, { ...STATE, low: 4, lows: new Map() }, 2000n, testCall());
    expect(await rowOf(row.writer)).toEqual({ ...row, low: 4, lows: new Map(), writtenAt: 2000n });
  });

  it('is deleted as it was read, and not when it was written since then', async () => {
    const [still, beating] = [await written(), await written()];
    await table.write(beating.writer, { ...STATE, beat: 8 }, 1001n, testCall());
    for (const row of [still, beating]) await table.remove(row, testCall());
    expect(await rowOf(still.writer)).toBeUndefined();
    expect(await rowOf(beating.writer)).toMatchObject({ beat: 8 });
  });

  it('takes how far groups are from others, until its process says so itself', async () => {
    const row = await written();
    const first = await table.advance(row, new Map([['search', 5]]), testCall());
    const second = await table.advance(first, new Map([['search', 6]]), testCall());
    expect(await rowOf(row.writer)).toEqual(second);
    expect(second).toMatchObject({ lows: new Map([['search', 6]]), beat: 7 });
    await table.write(row.writer, { ...STATE, beat: 8 }, 2000n, testCall());
    expect(await rowOf(row.writer)).toMatchObject({ lows: STATE.lows, beat: 8 });
  });

  it('is deleted with what others have added to it', async () => {
    const row = await table.advance(await written(), new Map([['search', 5]]), testCall());
    await table.remove(row, testCall());
    expect(await rowOf(row.writer)).toBeUndefined();
  });

  it('is one of a process that has left nothing, when others add to it after it was deleted', async () => {
    const row = await written();
    await table.remove(row, testCall());
    await table.advance(row, new Map([['search', 5]]), testCall());
    const left = (await rowOf(row.writer)) as WriterRow;
    expect(left.beat).toBe(LEFT);
    expect(left.high).toBeLessThan(left.settled);
    await table.remove(left, testCall());
    expect(await rowOf(row.writer)).toBeUndefined();
  });
});
