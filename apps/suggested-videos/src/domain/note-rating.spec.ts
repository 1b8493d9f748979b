import { randomUUID } from 'node:crypto';

import { testCall } from '@killrvideo/testing';

import { randomTurns, suggestions } from './suggestions.testing';

const T = 1_770_000_000_000_000n;

describe('ratings that are noted', () => {
  it('are refused when they say nothing', async () => {
    const { facts } = suggestions();
    await expect(
      facts.noteRating({ userId: '', videoId: 'x', stars: 6 }, T, testCall()),
    ).rejects.toMatchObject({
      kind: 'invalid-argument',
      message: 'user_id is missing; video_id is not a UUID of 36 characters; rating must be from 1 to 5',
    });
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'end in the latest, in whatever order and however often they come at once (seed %i)',
    async (seed) => {
      const { likes, rate } = suggestions(randomTurns(seed));
      const [userId, videoId, other] = [randomUUID(), randomUUID(), randomUUID()];
      const given = [5, 3, 1, 4, 2].map((stars, n) => ({ stars, at: T + BigInt(n) }));
      const until = given.slice(0, 3 + (seed % 3));
      const order = [...until, ...until].sort(
        (a, b) => Number((a.at * 7n + BigInt(seed)) % 5n) - Number((b.at * 7n + BigInt(seed)) % 5n),
      );
      await Promise.all([
        rate(userId, other, 5, T),
        ...order.map(({ stars, at }) => rate(userId, videoId, stars, at)),
      ]);
      const { stars, at } = until.at(-1)!;
      const like = { userId, videoId, stars, at };
      const likesNow = stars >= 3 ? [like] : [];
      expect(await likes.ratings(userId, [videoId], testCall())).toEqual([like]);
      expect((await likes.newest([userId], 10, testCall())).get(userId)).toEqual([
        ...likesNow,
        { userId, videoId: other, stars: 5, at: T },
      ]);
      const likers = await likes.likers(videoId, undefined, 10, testCall());
      expect(likers.map((liker) => liker.userId)).toEqual(likesNow.map(() => userId));
      expect((await likes.counts([videoId], testCall())).get(videoId)).toBe(likesNow.length);
    },
  );

  it('and neighbours that are asked for meanwhile end in the same neighbours as one after the other', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const atOnce = suggestions(randomTurns(seed));
      const users = Array.from({ length: 5 }, () => randomUUID());
      const videos: string[] = [];
      for (let n = 0; n < 6; n++) videos.push(await atOnce.add());
      const ratings = users.flatMap((user, u) =>
        videos.flatMap((video, v) =>
          (u * 7 + v * 3 + seed) % 4 === 0 ? [] : [{ user, video, stars: 1 + ((u + v + seed) % 5) }],
        ),
      );
      await Promise.all([
        ...ratings.map(({ user, video, stars }) => atOnce.rate(user, video, stars)),
        ...videos.map((video) => atOnce.related(video)),
        ...ratings.map(({ user, video, stars }) => atOnce.rate(user, video, 6 - stars)),
      ]);
      for (const video of videos) await atOnce.related(video);
      const kept = await atOnce.neighbours.kept(videos, testCall());
      await atOnce.neighbours.drop(videos, 2n ** 62n, testCall());
      for (const video of videos) {
        await atOnce.related(video);
        const anew = await atOnce.findNeighbours([video], testCall());
        expect(kept.get(video)).toEqual(anew.get(video));
      }
    }
  });
});
