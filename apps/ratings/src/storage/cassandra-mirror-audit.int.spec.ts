import { randomUUID } from 'node:crypto';

import { idempotent } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall } from '@killrvideo/testing';

import type { MirrorAudit } from '../domain/mirror-audit';
import { itAuditsTheMirror } from '../domain/mirror-audit.contract.testing';
import schema from '../schema.cql';
import { cassandraMirrorAudit } from './cassandra-mirror-audit';

const cassandra = useScratchKeyspace(schema);
let audit: MirrorAudit;

beforeAll(() => {
  audit = cassandraMirrorAudit(cassandra());
});

const LEGACY_ROW = idempotent('INSERT INTO video_ratings_by_user (videoid, userid, rating) VALUES (?, ?, ?)');
const rowByOthers = (videoId: string, userId: string, stars: number) =>
  cassandra().write({ statement: LEGACY_ROW, params: [videoId, userId, stars] }, testCall());

describe('the audit of the mirror in Cassandra', () => {
  // First: nothing else is in the table yet.
  it('finds every video once, page by page, and knows how far it is', async () => {
    const expected = Array.from({ length: 450 }, () => randomUUID() as string);
    for (let at = 0; at < expected.length; at += 30)
      await Promise.all(expected.slice(at, at + 30).map((videoId) => rowByOthers(videoId, randomUUID(), 3)));
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

  itAuditsTheMirror(() => ({ audit, rowByOthers }));
});
