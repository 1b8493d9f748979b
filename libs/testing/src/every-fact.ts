import type { Fact, History } from '@killrvideo/core';

import { testCall } from './test-call';

/** All facts of a history, read in pages of so many rows; no page may have more. */
export async function everyFact<Happened>(
  history: History<Happened>,
  limit: number,
): Promise<Fact<Happened>[]> {
  const facts: Fact<Happened>[] = [];
  let position: string | undefined;
  for (;;) {
    const rows = await history.page(position, limit, testCall());
    if (rows.length > limit) throw new Error(`a page of ${limit} rows has ${rows.length}`);
    facts.push(...rows.flatMap(({ fact }) => fact ?? []));
    position = rows.at(-1)?.position;
    if (rows.length < limit) return facts;
  }
}
