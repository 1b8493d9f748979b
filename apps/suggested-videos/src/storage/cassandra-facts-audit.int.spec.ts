import { randomUUID } from 'node:crypto';

import { idempotent } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall } from '@killrvideo/testing';

import { factsUseCases } from '../domain/facts-use-cases';
import { findNeighbours } from '../domain/find-neighbours';
import schema from '../schema.cql';
import { cassandraFactsStore } from './cassandra-facts-store';

const cassandra = useScratchKeyspace(schema);
const call = testCall();

const MS = 1_760_000_000_000n;
const T = MS * 1000n + 60_000_000n;

function begin() {
  const stores = cassandraFactsStore(cassandra());
  const facts = factsUseCases(stores);
  const execute = (cql: string, ...params: unknown[]) =>
    cassandra().write({ statement: idempotent(cql), params }, call);
  return { ...stores, facts, find: findNeighbours(stores), execute };
}

const aVideo = (over = {}) => ({
  ...{ videoId: randomUUID(), name: 'A kitten', description: '', tags: ['Cats'] },
  addedDate: { seconds: MS / 1000n, nanos: 0 },
  ...over,
});
const aRating = (over = {}) => ({ userId: randomUUID(), videoId: randomUUID(), stars: 4, ...over });

describe('the audit of facts', () => {
  it('finds nothing in a video as it was noted last, and what is lost or left over', async () => {
    const { facts, execute } = begin();
    const video = aVideo();
    const compare = () => facts.compareVideo(video, call);
    expect(await compare()).toEqual(['is missing in suggested_videos_documents']);
    const before = aVideo({ videoId: video.videoId, tags: ['Dogs'] });
    await facts.noteVideo(before, T, call);
    await facts.noteVideo(video, T + 10n, call);
    expect(await compare()).toEqual([]);
    expect(await facts.compareVideo(before, call)).toEqual([
      'is another in suggested_videos_documents',
      'term "=dogs" is missing in suggested_videos_terms',
      'term "dogs" is missing in suggested_videos_terms',
    ]);
    await execute(
      'DELETE FROM suggested_videos_terms USING TIMESTAMP ? WHERE term = ? AND added_date = ? AND videoid = ?',
      ...[T + 11n, 'kitten', MS, video.videoId],
    );
    await execute('UPDATE suggested_videos_likers SET likers = 3 WHERE videoid = ?', video.videoId);
    expect(await compare()).toEqual([
      'term "kitten" is missing in suggested_videos_terms',
      'has 0 likers, and suggested_videos_likers says that it has 3',
    ]);
    await facts.noteVideo(video, T + 20n, call);
    await facts.forgetVideo(video.videoId, T + 19n, call);
    expect(await compare()).toEqual([]);
    await facts.forgetVideo(video.videoId, T + 20n, call);
    expect(await compare()).toContain('is missing in suggested_videos_documents');
  });

  it('finds nothing in a rating as it was noted last, and what is lost or left over', async () => {
    const { facts, execute } = begin();
    const rating = aRating();
    const { userId, videoId } = rating;
    const compare = () => facts.compareRating(rating, T, call);
    const missing = [
      'has 4 stars, and in suggested_videos_ratings it is none',
      'is missing in suggested_videos_likes',
      'is missing in suggested_videos_likers',
    ];
    expect(await compare()).toEqual(missing);
    await facts.noteRating({ ...rating, stars: 5 }, T - 10n, call);
    await facts.noteRating(rating, T, call);
    expect(await compare()).toEqual([]);
    await execute(
      'INSERT INTO suggested_videos_likes (userid, rated_at, videoid, rating) VALUES (?, ?, ?, 5) USING TIMESTAMP ?',
      ...[userId, T - 11n, videoId, T - 11n],
    );
    expect(await compare()).toEqual([`is left over in suggested_videos_likes, as of ${T - 11n}`]);
    await facts.noteRating(rating, T, call);
    expect(await compare()).toEqual([]);
    await facts.forgetRating(rating, T - 1n, call);
    expect(await compare()).toEqual([]);
    await facts.forgetRating(rating, T, call);
    expect(await compare()).toEqual(missing);
  });

  it('finds nothing of a rating from before its video', async () => {
    const { facts } = begin();
    const video = aVideo();
    const rating = aRating({ videoId: video.videoId });
    const before = MS * 1000n - 2_000_000n;
    await facts.noteRating(rating, before, call);
    expect(await facts.compareRating(rating, before, call)).toEqual([]);
    await facts.noteVideo(video, T, call);
    expect(await facts.compareRating(rating, before, call)).toEqual([]);
    expect(await facts.compareVideo(video, call)).toEqual([]);
  });

  it('finds neighbours that are not what the likes say', async () => {
    const { facts, find, neighbours } = begin();
    const [one, other] = [aVideo(), aVideo()];
    for (const video of [one, other]) await facts.noteVideo(video, T, call);
    const userId = randomUUID();
    for (const { videoId } of [one, other]) await facts.noteRating(aRating({ userId, videoId }), T, call);
    const [found] = (await find([one.videoId], call)).get(one.videoId) ?? [];
    expect(found).toMatchObject({ videoId: other.videoId, addedDate: MS, shared: 1 });
    expect(await facts.compareVideo(one, call)).toEqual([]);
    const later = BigInt(Date.now()) * 1000n + 1_000_000n;
    await neighbours.keep(one.videoId, [{ ...found!, shared: 2 }], later, call);
    expect(await facts.compareVideo(one, call)).toEqual([
      `shares 1 likers with ${other.videoId}, and suggested_videos_neighbours says that it shares 2`,
    ]);
    await neighbours.keep(one.videoId, [], later + 1n, call);
    expect(await facts.compareVideo(one, call)).toEqual([
      `neighbour ${other.videoId} is missing in suggested_videos_neighbours`,
    ]);
  });

  it('walks through all videos and ratings, page by page', async () => {
    const { facts } = begin();
    const videos = Array.from({ length: 5 }, () => aVideo());
    const users = [randomUUID(), randomUUID()];
    for (const video of videos) {
      await facts.noteVideo(video, T, call);
      for (const userId of users)
        await facts.noteRating(aRating({ userId, videoId: video.videoId }), T, call);
    }
    const walked = async <Entry extends { position: string }>(
      page: (position: string | undefined) => Promise<Entry[]>,
      limit: number,
    ) => {
      const all: Entry[] = [];
      for (let some = await page(undefined); ; some = await page(all.at(-1)?.position)) {
        all.push(...some);
        if (some.length < limit) return all;
      }
    };
    const ids = new Set<string>(videos.map(({ videoId }) => videoId));
    const noted = await walked((position) => facts.notedVideos(position, 3, call), 3);
    expect(noted.filter(({ videoId }) => ids.has(videoId)).map(({ version }) => version)).toEqual(
      Array(5).fill(T),
    );
    const ratings = await walked((position) => facts.notedRatings(position, 3, call), 3);
    const pairs = ratings
      .filter(({ videoId }) => ids.has(videoId))
      .map((each) => `${each.videoId} ${each.userId}`);
    expect(pairs).toHaveLength(10);
    expect(new Set(pairs)).toEqual(new Set([...ids].flatMap((id) => users.map((user) => `${id} ${user}`))));
  });
});
