import { randomUUID } from 'node:crypto';

import { testCall } from '@killrvideo/testing';

import type { Neighbour, NeighboursStore } from './neighbours-store';

/** Soon enough that what is kept for a day is there still. */
const now = BigInt(Date.now()) * 1000n;

/** What everything that keeps neighbours owes the domain. */
export function itKeepsNeighbours(begin: () => NeighboursStore): void {
  let neighbours: NeighboursStore;
  beforeEach(() => {
    neighbours = begin();
  });
  const call = testCall();
  const some: Neighbour[] = [
    { videoId: randomUUID(), addedDate: 1_760_000_000_000n, similarity: 0.1 + 0.2, shared: 3 },
    { videoId: randomUUID(), addedDate: 0n, similarity: 1 / 3, shared: 1 },
  ];

  it('keeps those of each video in their order, also that there are none', async () => {
    const [one, none, unknown] = [randomUUID(), randomUUID(), randomUUID()];
    await neighbours.keep(one, some, now, call);
    await neighbours.keep(none, [], now, call);
    const kept = await neighbours.kept([one, none, unknown], call);
    expect(kept).toEqual(
      new Map<string, readonly Neighbour[]>([
        [one, some],
        [none, []],
      ]),
    );
    expect(await neighbours.kept([], call)).toEqual(new Map());
  });

  it('has none that were dropped, whichever came first', async () => {
    const [one, late, again] = [randomUUID(), randomUUID(), randomUUID()];
    await neighbours.keep(one, some, now, call);
    await neighbours.drop([one, late, again], now + 10n, call);
    await neighbours.keep(late, some, now + 10n, call);
    await neighbours.keep(again, some, now + 11n, call);
    expect([...(await neighbours.kept([one, late, again], call)).keys()]).toEqual([again]);
  });
}
