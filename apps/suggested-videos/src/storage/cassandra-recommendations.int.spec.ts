import { randomUUID } from 'node:crypto';

import { idempotent, textColumn } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall } from '@killrvideo/testing';

import type { Recommendation } from '../domain/recommendations-store';
import schema from '../schema.cql';
import { cassandraRecommendations } from './cassandra-recommendations';

const cassandra = useScratchKeyspace(schema);
const call = testCall();

const SELECT = idempotent(
  'SELECT added_date, videoid, rating, name, writetime(rating) AS written FROM video_recommendations WHERE userid = ?',
);
const SELECT_BY_VIDEO = idempotent(
  'SELECT rating, added_date, authorid, name, preview_image_location FROM video_recommendations_by_video ' +
    'WHERE videoid = ? AND userid = ?',
);

function aRecommendation(addedDate: bigint, rating = 4.2): Recommendation {
  return {
    ...{ videoId: randomUUID(), userId: randomUUID(), addedDate, rating },
    ...{ name: `video of ${addedDate}`, previewImageLocation: '//a.picture' },
  };
}

describe('recommendations in Cassandra', () => {
  const rowsOf = (userId: string) => cassandra().rows(SELECT, [userId], call);
  const namesOf = async (userId: string) => (await rowsOf(userId)).map((row) => textColumn(row, 'name'));
  const rowOf = async (videoId: string, userId: string) =>
    (await cassandra().rows(SELECT_BY_VIDEO, [videoId, userId], call))[0];

  it('stand in both tables, and are replaced by the next ones', async () => {
    const store = cassandraRecommendations(cassandra());
    const userId = randomUUID();
    const [older, newer, next] = [aRecommendation(1_000n), aRecommendation(2_000n), aRecommendation(3_000n)];
    await store.replace(userId, [older, newer], call);
    expect(await namesOf(userId)).toEqual([newer.name, older.name]);
    const byVideo = await rowOf(older.videoId, userId);
    expect(byVideo).toMatchObject({
      ...{ rating: Math.fround(4.2), added_date: 1_000n },
      ...{ name: older.name, preview_image_location: '//a.picture' },
    });
    expect(String(byVideo?.['authorid'])).toBe(older.userId);

    await store.replace(userId, [next, newer], call);
    expect(await namesOf(userId)).toEqual([next.name, newer.name]);
    expect(await rowOf(older.videoId, userId)).toBeUndefined();
    expect(await rowOf(next.videoId, userId)).toBeDefined();
    await store.replace(userId, [], call);
    expect(await rowsOf(userId)).toEqual([]);
  });

  it('are written only where they have changed', async () => {
    const store = cassandraRecommendations(cassandra());
    const userId = randomUUID();
    const [same, changed] = [aRecommendation(1_000n), aRecommendation(2_000n, 3)];
    await store.replace(userId, [same, changed], call);
    const before = await rowsOf(userId);
    await store.replace(userId, [same, { ...changed, rating: 5 }], call);
    const after = await rowsOf(userId);
    expect(after).toMatchObject([{ rating: 5 }, { rating: Math.fround(4.2) }]);
    expect(after[1]).toEqual(before[1]);
  });
});
