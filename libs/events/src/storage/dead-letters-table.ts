import { idempotent, textColumn, type Cassandra } from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

import type { OutboxEvent } from '../outbox-event';
import { blobParam } from './blob-param';

const INSERT = idempotent(
  'INSERT INTO event_dead_letters (consumer_group, day, at, type, aggregate, message, reason) VALUES (?, ?, ?, ?, ?, ?, ?)',
);
const SELECT = idempotent(
  'SELECT at, type, aggregate, message, reason FROM event_dead_letters WHERE consumer_group = ? AND day = ? LIMIT ?',
);

/** An event that a group has refused for good, and why. */
export interface DeadLetter {
  readonly event: OutboxEvent;
  readonly reason: string;
}

export interface DeadLettersTable {
  /** Again for the same event it changes nothing but the reason. */
  add(group: string, letter: DeadLetter, call: CallContext): Promise<void>;
  /** Those of a day (`2026-11-28`, by the time of the event, in UTC), in the order of their times. */
  ofDay(group: string, day: string, limit: number, call: CallContext): Promise<DeadLetter[]>;
}

export function deadLettersTable(cassandra: Cassandra): DeadLettersTable {
  return {
    add(group, { event, reason }, call) {
      const { at, type, aggregate, message } = event;
      const params = [group, dayOf(at), at, type, aggregate, blobParam(message), reason];
      return cassandra.write({ statement: INSERT, params }, call);
    },
    async ofDay(group, day, limit, call) {
      const rows = await cassandra.rows(SELECT, [group, day, limit], call);
      return rows.map((row) => ({
        event: {
          type: textColumn(row, 'type'),
          aggregate: textColumn(row, 'aggregate'),
          at: row['at'] as bigint,
          message: row['message'] as Buffer,
        },
        reason: textColumn(row, 'reason'),
      }));
    },
  };
}

function dayOf(at: bigint): string {
  return new Date(Number(at / 1000n)).toISOString().slice(0, 10);
}
