import { createHash } from 'node:crypto';

import { dayOf, type OutboxEvent } from '@killrvideo/events';

const ID = /^(\d{4})(\d{2})(\d{2})-[0-9a-f]{10}$/;

/** What a dead letter of a group is called: the day of its event, and a part of a hash that stays the same. */
export function letterId({ at, type, aggregate }: Pick<OutboxEvent, 'at' | 'type' | 'aggregate'>): string {
  const hash = createHash('sha256').update(JSON.stringify([String(at), type, aggregate]));
  return `${dayOf(at).replaceAll('-', '')}-${hash.digest('hex').slice(0, 10)}`;
}

/** The day in an id, `2026-11-28`; undefined: it is none. */
export function dayInId(id: string): string | undefined {
  const [, year, month, day] = ID.exec(id) ?? [];
  return year === undefined ? undefined : `${year}-${month}-${day}`;
}
