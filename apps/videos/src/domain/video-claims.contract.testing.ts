import { randomUUID } from 'node:crypto';

import { testCall } from '@killrvideo/testing';

import type { Claim, VideoStore } from './video-store';

/** What every store of videos owes those who claim one. `begin` is called for each case. */
export function itKeepsClaims(begin: () => Pick<VideoStore, 'claim' | 'claimOf'>): void {
  let store: Pick<VideoStore, 'claim' | 'claimOf'>;
  beforeEach(() => {
    store = begin();
  });
  const claim = (wanted: Claim) => store.claim(wanted, testCall());
  const claimOf = (over: Partial<Claim> = {}): Claim => ({
    videoId: randomUUID(),
    userId: randomUUID(),
    addedDate: 1_795_000_000_000n,
    kind: 'youtube',
    ...over,
  });

  it.each(['youtube', 'upload'] as const)('is won by the first, and stands (%s)', async (kind) => {
    const won = claimOf({ kind });
    expect(await claim(won)).toEqual(won);
    expect(await claim({ ...won, addedDate: won.addedDate + 5n })).toEqual(won);
    expect(await claim(claimOf({ videoId: won.videoId, addedDate: won.addedDate - 6n }))).toEqual(won);
    const otherKind = kind === 'youtube' ? 'upload' : 'youtube';
    expect(await claim({ ...won, kind: otherKind })).toEqual(won);
    expect(await store.claimOf(won.videoId, testCall())).toEqual(won);
  });

  it("is nobody's before that", async () => {
    expect(await store.claimOf(randomUUID(), testCall())).toBeUndefined();
  });

  it('is of one video', async () => {
    const [one, other] = [claimOf(), claimOf()];
    expect(await claim(one)).toEqual(one);
    expect(await claim(other)).toEqual(other);
  });

  it('has one winner of many at once', async () => {
    const { videoId, addedDate } = claimOf();
    const claims = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        claim(claimOf({ videoId, addedDate: addedDate + BigInt(index) })),
      ),
    );
    expect(new Set(claims.map((each) => `${each.userId} ${each.addedDate}`)).size).toBe(1);
  });
}
