import { randomUUID } from 'node:crypto';

import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall } from '@killrvideo/testing';

import type { MirrorAudit } from '../domain/mirror-audit';
import schema from '../schema.cql';
import { cassandraMirrorAudit } from './cassandra-mirror-audit';

const cassandra = useScratchKeyspace(schema);
let audit: MirrorAudit;

beforeAll(() => {
  audit = cassandraMirrorAudit(cassandra());
});

const sum = (count: number, total: number) => ({ count: BigInt(count), total: BigInt(total) });
const rate = (videoId: string, stars: number) =>
  audit.change(
    {
      videoId,
      ratings: [{ userId: randomUUID(), from: undefined, to: stars }],
      sum: { from: undefined, to: sum(1, stars) },
    },
    testCall(),
  );

describe('the audit of the mirror in Cassandra', () => {
  it('finds every video once, page by page, and knows how far it is', async () => {
    const expected = Array.from({ length: 450 }, () => randomUUID() as string);
    for (let at = 0; at < expected.length; at += 30)
      await Promise.all(expected.slice(at, at + 30).map((videoId) => rate(videoId, 3)));
    const found: string[] = [];
    const shares: number[] = [];
    for await (const { videoIds, share } of audit.videos(() => testCall())) {
      found.push(...videoIds);
      shares.push(share);
    }
    expect(new Set(found)).toEqual(new Set(expected));
    expect(found).toHaveLength(expected.length);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares).toHaveLength(3);
    expect(shares.at(-1)).toBe(1);
  });

  it('knows when a sum was changed last', async () => {
    const videoId = randomUUID();
    expect(await audit.keptSum(videoId, testCall())).toBeUndefined();
    const before = Date.now();
    await rate(videoId, 4);
    const kept = await audit.keptSum(videoId, testCall());
    expect(kept).toMatchObject(sum(1, 4));
    expect(Math.abs((kept?.changedAt ?? 0) - before)).toBeLessThan(10_000);

    const change = { videoId, ratings: [], sum: { from: sum(1, 4), to: sum(2, 5) } };
    expect(await audit.change(change, testCall())).toEqual({ applied: true });
    expect((await audit.keptSum(videoId, testCall()))?.changedAt).toBeGreaterThan(
      kept?.changedAt ?? Infinity,
    );
  });

  it('keeps the first sum of a video that only other backends rated, once', async () => {
    const videoId = randomUUID();
    const change = { videoId, ratings: [], sum: { from: undefined, to: sum(2, 7) } };
    expect(await audit.change(change, testCall())).toEqual({ applied: true });
    expect(await audit.change(change, testCall())).toMatchObject({
      applied: false,
      standing: { sum: sum(2, 7) },
    });
  });

  it('reads the counters', async () => {
    const videoId = randomUUID();
    expect(await audit.mirrored(videoId, testCall())).toEqual(sum(0, 0));
    await audit.add(videoId, sum(3, 9), testCall());
    expect(await audit.mirrored(videoId, testCall())).toEqual(sum(3, 9));
  });
});
