import { randomUUID } from 'node:crypto';

import { testCall } from '@killrvideo/testing';

import type { MirrorAudit } from './mirror-audit';
import { sum } from './rating-store.contract.testing';

/** The tables as the repair sees them, and how other backends write into them. */
export interface MirrorAuditHarness {
  readonly audit: MirrorAudit;
  readonly rowByOthers: (videoId: string, userId: string, stars: number) => Promise<void>;
}

/** What every audit of the mirror owes the domain. `begin` is called for each case. */
export function itAuditsTheMirror(begin: () => MirrorAuditHarness): void {
  let { audit, rowByOthers } = {} as MirrorAuditHarness;
  let [videoId, ada] = ['', ''];
  beforeEach(() => {
    ({ audit, rowByOthers } = begin());
    [videoId, ada] = [randomUUID(), randomUUID()];
  });
  const rate = (video: string, stars: number) =>
    audit.change(
      {
        videoId: video,
        ratings: [{ userId: ada, from: undefined, to: { stars, ratedAt: 1000n } }],
        sum: { from: undefined, to: sum(1, stars) },
      },
      testCall(),
    );
  const keptSum = () => audit.keptSum(videoId, testCall());
  const mirrored = () => audit.mirrored(videoId, testCall());

  it('finds every video that has ratings once, and knows how far it is', async () => {
    const [rated, ratedElsewhere, counted] = [randomUUID(), randomUUID(), randomUUID()];
    await rate(rated, 3);
    await rowByOthers(ratedElsewhere, ada, 2);
    await audit.add(counted, sum(1, 2), testCall());
    const found: string[] = [];
    const shares: number[] = [];
    for await (const { videoIds, share } of audit.videos(() => testCall())) {
      found.push(...videoIds);
      shares.push(share);
    }
    for (const [video, times] of [
      [rated, 1],
      [ratedElsewhere, 1],
      [counted, 0],
    ] as const) {
      expect(found.filter((each) => each === video)).toHaveLength(times);
    }
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('knows when a sum was changed last', async () => {
    expect(await keptSum()).toBeUndefined();
    const before = Date.now();
    await rate(videoId, 4);
    const kept = await keptSum();
    expect(kept).toMatchObject(sum(1, 4));
    expect(Math.abs((kept?.changedAt ?? 0) - before)).toBeLessThan(10_000);

    const change = { videoId, ratings: [], sum: { from: sum(1, 4), to: sum(2, 5) } };
    expect(await audit.change(change, testCall())).toEqual({ applied: true });
    const changed = await keptSum();
    expect(changed).toMatchObject(sum(2, 5));
    expect(changed?.changedAt).toBeGreaterThan(kept?.changedAt ?? Infinity);

    expect(await rate(videoId, 4)).toMatchObject({ applied: false });
    expect(await keptSum()).toEqual(changed);
  });

  it('keeps the first sum of a video that only other backends rated, once', async () => {
    await rowByOthers(videoId, ada, 4);
    await audit.add(videoId, sum(2, 7), testCall());
    expect(await keptSum()).toBeUndefined();
    const begin = { sum: sum(1, 4), mirrored: sum(2, 7) };
    expect(await audit.startingPoint(videoId, testCall())).toEqual(begin);
    const change = { videoId, ratings: [], sum: { from: undefined, to: begin.sum } };
    expect(await audit.change(change, testCall())).toEqual({ applied: true });
    expect(await audit.change(change, testCall())).toMatchObject({
      applied: false,
      standing: { sum: begin.sum },
    });
    expect(await keptSum()).toMatchObject(begin.sum);
    expect(await mirrored()).toEqual(begin.mirrored);
  });

  it('adds to the counters and reads them; a rating alone does not change them', async () => {
    expect(await mirrored()).toEqual(sum(0, 0));
    await audit.add(videoId, sum(3, 9), testCall());
    await audit.add(videoId, sum(-1, 2), testCall());
    await rate(videoId, 5);
    expect(await mirrored()).toEqual(sum(2, 11));
    expect(await audit.mirrored(randomUUID(), testCall())).toEqual(sum(0, 0));
  });
}
