import type { CallContext } from '@killrvideo/core';

import type { Cassandra } from './cassandra';
import type { Row } from './columns';
import type { Statement } from './statement';

/**
 * The row of each key, for keys that have one. `select` reads one partition by its key alone: each read goes straight
 * to a node that has it, which an `IN` over many would not.
 */
export async function rowOfEach(
  cassandra: Pick<Cassandra, 'rows'>,
  select: Statement,
  keys: ReadonlySet<string>,
  call: CallContext,
): Promise<ReadonlyMap<string, Row>> {
  const found = await Promise.all(
    [...keys].map(async (key): Promise<[string, Row][]> => {
      const [row] = await cassandra.rows(select, [key], call);
      return row === undefined ? [] : [[key, row]];
    }),
  );
  return new Map(found.flat());
}
