import { bigintColumn, idempotent, textColumn, type Cassandra, type Row } from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

import type { OutboxEvent } from '../outbox-event';
import { blobParam } from './blob-param';

const INSERT = idempotent(
  'INSERT INTO event_dead_letters (consumer_group, day, at, type, aggregate, message, reason) VALUES (?, ?, ?, ?, ?, ?, ?)',
);
const SELECT = idempotent(
  'SELECT at, type, aggregate, message, reason, writetime(reason) AS buried_at FROM event_dead_letters WHERE consumer_group = ? AND day = ? AND (at, type, aggregate) > (?, ?, ?) LIMIT ?',
);
const SELECT_DAYS = idempotent('SELECT DISTINCT consumer_group, day FROM event_dead_letters');
const DELETE = idempotent(
  'DELETE FROM event_dead_letters USING TIMESTAMP ? WHERE consumer_group = ? AND day = ? AND at = ? AND type = ? AND aggregate = ?',
);

/** An event that a group has refused for good, and why. */
export interface DeadLetter {
  readonly event: OutboxEvent;
  readonly reason: string;
}

/** One that stands in the table. */
export interface BuriedLetter extends DeadLetter {
  readonly group: string;
  /** When it was written, in microseconds since 1970. */
  readonly buriedAt: bigint;
}

/** The dead letters of a group whose events are of one day (`2026-11-28`, in UTC). */
export interface DayOfGroup {
  readonly group: string;
  readonly day: string;
}

export interface DeadLettersTable {
  /** Again for the same event it changes nothing but the reason. */
  add(group: string, letter: DeadLetter, call: CallContext): Promise<void>;
  /** All that there are, in the order of groups and days. */
  days(call: CallContext): Promise<DayOfGroup[]>;
  /** At most `limit` of them, in the order of their times; from the first one on that follows `after`. */
  ofDay(
    of: DayOfGroup,
    after: DeadLetter | undefined,
    limit: number,
    call: CallContext,
  ): Promise<BuriedLetter[]>;
  /** Deletes exactly what was read: one that was refused again since then stays. */
  remove(letter: BuriedLetter, call: CallContext): Promise<void>;
}

/** Before all that has happened. */
const START = { at: 0n, type: '', aggregate: '' };

export function deadLettersTable(cassandra: Cassandra): DeadLettersTable {
  return {
    add(group, { event, reason }, call) {
      const { at, type, aggregate, message } = event;
      const params = [group, dayOf(at), at, type, aggregate, blobParam(message), reason];
      return cassandra.write({ statement: INSERT, params }, call);
    },
    async days(call) {
      const rows = await cassandra.rows(SELECT_DAYS, [], call);
      return rows
        .map((row) => ({ group: textColumn(row, 'consumer_group'), day: String(row['day']) }))
        .sort((a, b) => a.group.localeCompare(b.group) || a.day.localeCompare(b.day));
    },
    async ofDay({ group, day }, after, limit, call) {
      const { at, type, aggregate } = after?.event ?? START;
      const rows = await cassandra.rows(SELECT, [group, day, at, type, aggregate, limit], call);
      return rows.map((row) => letterIn(group, row));
    },
    remove({ group, event: { at, type, aggregate }, buriedAt }, call) {
      const params = [buriedAt, group, dayOf(at), at, type, aggregate];
      return cassandra.write({ statement: DELETE, params }, call);
    },
  };
}

/** The day of an event in UTC, `2026-11-28`. */
export function dayOf(at: bigint): string {
  return new Date(Number(at / 1000n)).toISOString().slice(0, 10);
}

function letterIn(group: string, row: Row): BuriedLetter {
  return {
    group,
    event: {
      type: textColumn(row, 'type'),
      aggregate: textColumn(row, 'aggregate'),
      at: bigintColumn(row, 'at'),
      message: row['message'] as Buffer,
    },
    reason: textColumn(row, 'reason'),
    buriedAt: bigintColumn(row, 'buried_at'),
  };
}
