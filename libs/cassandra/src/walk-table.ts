import type { CallContext } from '@killrvideo/core';

import type { Cassandra } from './cassandra';
import type { Row } from './columns';
import type { Statement } from './statement';
import { BEFORE_ALL_TOKENS } from './token-ring';

/** How a table is read piece by piece, in the order of the ring and within a partition, which may be large, in its own. */
export interface TableWalk {
  /** `… WHERE token(key) > ? LIMIT ?` */
  readonly fromStart: Statement;
  /** `… WHERE key = ? AND row > ? LIMIT ?` */
  readonly restOfPartition: Statement;
  /** `… WHERE token(key) > token(?) LIMIT ?` */
  readonly otherPartitions: Statement;
}

/** A row's place in it as a text, of keys without blanks, such as ids. */
export function walkPosition(key: string, row: string): string {
  return `${key} ${row}`;
}

/** So many rows behind a position; undefined begins. There are fewer only at the end. */
export async function walkTable(
  cassandra: Pick<Cassandra, 'rows'>,
  { fromStart, restOfPartition, otherPartitions }: TableWalk,
  position: string | undefined,
  limit: number,
  call: CallContext,
): Promise<Row[]> {
  if (position === undefined) return cassandra.rows(fromStart, [BEFORE_ALL_TOKENS, limit], call);
  const [key, row] = position.split(' ');
  const rest = await cassandra.rows(restOfPartition, [key, row, limit], call);
  const room = limit - rest.length;
  if (room === 0) return rest;
  return [...rest, ...(await cassandra.rows(otherPartitions, [key, room], call))];
}
