import type { Page, PageRequest } from '@killrvideo/core';

import type { PagingKeys, Position } from './paging-keys';

/** A list that is read page by page, and which page of it. */
export interface PageQuery<Row> {
  /** The rpc and all that chooses the list's rows; a state is good for this list alone. */
  readonly list: readonly string[];
  readonly page: PageRequest;
  /** Where the first page begins, inclusive; absent: at the list's beginning. Ignored beside a state. */
  readonly start?: Position | undefined;
  /** At most `limit` rows in the list's order, the first of them at `from` or behind it. */
  readonly read: (from: Position | undefined, limit: number) => Promise<readonly Row[]>;
  /** The row's key in the order of the list. */
  readonly positionOf: (row: Row) => Position;
}

/**
 * Reads one page by key. One row more than asked for is read: it tells whether a page follows, and its key is where
 * that one begins. So a page is full whenever rows remain, and a state holds nothing of the database's own.
 */
export async function readPage<Row>(keys: PagingKeys, query: PageQuery<Row>): Promise<Page<Row>> {
  const { list, page } = query;
  const from = page.state === '' ? query.start : keys.positionIn(list, page.state);
  const rows = await query.read(from, page.size + 1);
  const next = rows[page.size];
  return {
    rows: rows.slice(0, page.size),
    nextState: next === undefined ? '' : keys.stateFor(list, query.positionOf(next)),
  };
}
