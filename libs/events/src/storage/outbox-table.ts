import { idempotent, intColumn, textColumn, type Cassandra, type Row } from '@killrvideo/cassandra';
import { concurrently, type CallContext } from '@killrvideo/core';

import { tablePrefix } from '../event-tables';
import { blobParam } from './blob-param';

/** An event as it stands in the outbox. */
export interface Intent {
  readonly type: string;
  readonly version: number;
  readonly aggregate: string;
  readonly payload: Uint8Array;
  /** The write time of the row, and of the facts. */
  readonly at: bigint;
}

/** Where an intent stands among those of its writer. */
export interface Place {
  readonly bucket: number;
  readonly position: number;
}

/** That something of a type happened, and when: the write time of its row, in microseconds since 1970. */
export interface EventTime {
  readonly type: string;
  readonly at: bigint;
}

export interface PlacedIntent extends Place, Intent {}

/** The buckets of all processes of one service. */
export interface OutboxTable {
  insert(writer: string, intent: PlacedIntent, call: CallContext): Promise<void>;
  /** In the order of their places. */
  read(writer: string, bucket: number, call: CallContext): Promise<PlacedIntent[]>;
  /** Of what and when each event of a bucket is, in the order of their places; what it says is not read. */
  timesIn(writer: string, bucket: number, call: CallContext): Promise<EventTime[]>;
  /** Deletes exactly these, by their own write times: what stands at a place later, or comes late to another, stays. */
  remove(writer: string, intents: readonly PlacedIntent[], call: CallContext): Promise<void>;
  /** For the writer itself, which knows that nothing of it is under way: `at` is its own time, after all of them. */
  removeBucket(writer: string, bucket: number, at: bigint, call: CallContext): Promise<void>;
}

const REMOVED_AT_ONCE = 16;

export function outboxTable(cassandra: Cassandra, service: string): OutboxTable {
  const table = `${tablePrefix(service)}outbox`;
  const INSERT = idempotent(
    `INSERT INTO ${table} (writer, bucket, position, type, version, aggregate, payload) VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?`,
  );
  const SELECT = idempotent(
    `SELECT position, type, version, aggregate, payload, writetime(payload) AS at FROM ${table} WHERE writer = ? AND bucket = ?`,
  );
  const SELECT_TIMES = idempotent(
    `SELECT type, writetime(payload) AS at FROM ${table} WHERE writer = ? AND bucket = ?`,
  );
  const DELETE_ONE = idempotent(
    `DELETE FROM ${table} USING TIMESTAMP ? WHERE writer = ? AND bucket = ? AND position = ?`,
  );
  const DELETE_BUCKET = idempotent(`DELETE FROM ${table} USING TIMESTAMP ? WHERE writer = ? AND bucket = ?`);

  return {
    insert(writer, { bucket, position, type, version, aggregate, payload, at }, call) {
      const params = [writer, BigInt(bucket), position, type, version, aggregate, blobParam(payload), at];
      return cassandra.write({ statement: INSERT, params }, call);
    },
    async read(writer, bucket, call) {
      const rows = await cassandra.rows(SELECT, [writer, BigInt(bucket)], call);
      return rows.filter(isWhole).map((row) => intentOf(bucket, row));
    },
    async timesIn(writer, bucket, call) {
      const rows = await cassandra.rows(SELECT_TIMES, [writer, BigInt(bucket)], call);
      return rows.flatMap((row) => {
        const at = row['at'] as bigint | null;
        return at === null ? [] : [{ type: textColumn(row, 'type'), at }];
      });
    },
    remove: (writer, intents, call) =>
      concurrently(intents, REMOVED_AT_ONCE, ({ bucket, position, at }) =>
        cassandra.write({ statement: DELETE_ONE, params: [at, writer, BigInt(bucket), position] }, call),
      ),
    removeBucket: (writer, bucket, at, call) =>
      cassandra.write({ statement: DELETE_BUCKET, params: [at, writer, BigInt(bucket)] }, call),
  };
}

/** Rows are written whole; a null payload has no write time. */
function isWhole(row: Row): boolean {
  return row['payload'] != null;
}

function intentOf(bucket: number, row: Row): PlacedIntent {
  return {
    bucket,
    position: intColumn(row, 'position'),
    type: textColumn(row, 'type'),
    version: intColumn(row, 'version'),
    aggregate: textColumn(row, 'aggregate'),
    payload: row['payload'] as Buffer,
    at: row['at'] as bigint,
  };
}
