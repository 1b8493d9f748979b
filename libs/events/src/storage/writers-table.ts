import { bigintColumn, idempotent, uuidColumn, type Cassandra, type Row } from '@killrvideo/cassandra';
import { type CallContext, NIL_UUID } from '@killrvideo/core';

import { tablePrefix } from '../event-tables';

/** What a process says of itself in its row. */
export interface WriterState {
  /** No bucket before this one has anything in it. */
  readonly low: number;
  /** Buckets before this one are final: closed, and what stands in them has happened. */
  readonly settled: number;
  /** No bucket after this one is used yet. */
  readonly high: number;
  /** By group, the first bucket that it does not have whole. */
  readonly lows: ReadonlyMap<string, number>;
  /** Goes up with each write; LEFT when the process has ended in order. */
  readonly beat: number;
}

export interface WriterRow extends WriterState {
  readonly writer: string;
  /** The latest write time in the row. */
  readonly writtenAt: bigint;
}

/** The beat of a process that has ended in order: nobody need wait for another one. */
export const LEFT = 0;

const NOTHING_LEFT: WriterState = { low: 0, settled: 0, high: -1, lows: new Map(), beat: LEFT };

/** The processes of one service that have buckets. */
export interface WritersTable {
  all(call: CallContext): Promise<WriterRow[]>;
  /** Overwrites the row of a process, at the time `at` of its own clock. */
  write(writer: string, state: WriterState, at: bigint, call: CallContext): Promise<void>;
  /**
   * Notes how far groups are with the buckets of a process that is dead, just after what was read of it: when that wakes
   * up and writes its row again, what it says itself counts. Returns the row as it stands then.
   */
  advance(row: WriterRow, lows: ReadonlyMap<string, number>, call: CallContext): Promise<WriterRow>;
  /** Deletes exactly what was read: a row that was written since then stays. */
  remove(row: Pick<WriterRow, 'writer' | 'writtenAt'>, call: CallContext): Promise<void>;
}

export function writersTable(cassandra: Cassandra, service: string): WritersTable {
  const table = `${tablePrefix(service)}outbox_writers`;
  const SELECT = idempotent(
    `SELECT writer, low, settled, high, lows, beat, writetime(beat) AS beat_at, writetime(lows) AS lows_at FROM ${table} WHERE shard = 0`,
  );
  const INSERT = idempotent(
    `INSERT INTO ${table} (shard, writer, low, settled, high, lows, beat) VALUES (0, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?`,
  );
  const ADVANCE = idempotent(`UPDATE ${table} USING TIMESTAMP ? SET lows = ? WHERE shard = 0 AND writer = ?`);
  const DELETE = idempotent(`DELETE FROM ${table} USING TIMESTAMP ? WHERE shard = 0 AND writer = ?`);

  return {
    async all(call) {
      const rows = await cassandra.rows(SELECT, [], call);
      return rows.map(writerOf);
    },
    write(writer, { low, settled, high, lows, beat }, at, call) {
      const numbers = [low, settled, high].map(BigInt);
      const params = [writer, ...numbers, columnOf(lows), BigInt(beat), at];
      return cassandra.write({ statement: INSERT, params }, call);
    },
    async advance(row, lows, call) {
      const writtenAt = row.writtenAt + 1n;
      await cassandra.write({ statement: ADVANCE, params: [writtenAt, columnOf(lows), row.writer] }, call);
      return { ...row, lows, writtenAt };
    },
    remove: ({ writer, writtenAt }, call) =>
      cassandra.write({ statement: DELETE, params: [writtenAt, writer] }, call),
  };
}

function columnOf(lows: ReadonlyMap<string, number>): Record<string, bigint> {
  return Object.fromEntries([...lows].map(([group, low]) => [group, BigInt(low)]));
}

function writerOf(row: Row): WriterRow {
  const [beatAt, lowsAt] = [bigintColumn(row, 'beat_at'), bigintColumn(row, 'lows_at')];
  const writer = uuidColumn(row, 'writer') ?? NIL_UUID;
  const writtenAt = lowsAt > beatAt ? lowsAt : beatAt;
  // An `advance` that came after another taker had deleted the row: there is nothing but this to be deleted again.
  if (beatAt === 0n) return { ...NOTHING_LEFT, writer, writtenAt };
  const lows = Object.entries((row['lows'] ?? {}) as Record<string, bigint>);
  return {
    writer,
    low: Number(bigintColumn(row, 'low')),
    settled: Number(bigintColumn(row, 'settled')),
    high: Number(bigintColumn(row, 'high')),
    lows: new Map(lows.map(([group, low]) => [group, Number(low)])),
    beat: Number(bigintColumn(row, 'beat')),
    writtenAt,
  };
}
