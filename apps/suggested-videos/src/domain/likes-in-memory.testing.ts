import { createHash } from 'node:crypto';

import { Cells, cellsOf } from './cells.testing';
import type { Liker, LikesStore } from './likes-store';
import { isLike, type RatingAsOf } from './rating';

/** Who likes what in memory, with the write times that Cassandra has. `pause` is waited for before each write and read. */
export function likesInMemory(pause: () => Promise<void> = async () => {}): LikesStore {
  const ratings = new Cells<RatingAsOf>();
  const likes = new Map<string, Cells<RatingAsOf>>();
  const likers = new Map<string, Cells<Liker>>();
  const counts = new Cells<number>();

  const writeLike = (rating: RatingAsOf, like: RatingAsOf | undefined): void =>
    cellsOf(likes, rating.userId).write(`${rating.at} ${rating.videoId}`, like, rating.at);
  const writeLiker = ({ userId, videoId }: RatingAsOf, isLiker: boolean, at: bigint): void => {
    const liker = isLiker ? { userId, place: placeOf(videoId, userId) } : undefined;
    cellsOf(likers, videoId).write(userId, liker, at);
  };
  const keyOf = ({ userId, videoId }: { userId: string; videoId: string }) => `${userId} ${videoId}`;

  return {
    async ratings(userId, videoIds) {
      await pause();
      return videoIds.flatMap((videoId) => ratings.get(keyOf({ userId, videoId })) ?? []);
    },
    async put(rating, before) {
      if (before !== undefined && before.at !== rating.at) {
        await pause();
        writeLike(before, undefined);
      }
      await pause();
      writeLike(rating, isLike(rating) ? rating : undefined);
      await pause();
      writeLiker(rating, isLike(rating), rating.at);
      await pause();
      ratings.write(keyOf(rating), rating, rating.at);
    },
    async takeBack(like) {
      await pause();
      writeLike(like, undefined);
    },
    async forget(forgotten, at) {
      for (const rating of forgotten) {
        await pause();
        writeLike(rating, undefined);
        writeLiker(rating, false, at - 1n);
        ratings.write(keyOf(rating), undefined, at - 1n);
      }
    },
    async newest(userIds, limit) {
      await pause();
      return new Map(
        userIds.map((userId) => {
          const all = likes.get(userId)?.all() ?? [];
          return [userId, all.sort(newestFirst).slice(0, limit)];
        }),
      );
    },
    async likers(videoId, after, limit) {
      await pause();
      const all = likers.get(videoId)?.all() ?? [];
      return all
        .filter((liker) => after === undefined || byPlace(liker, after) > 0)
        .sort(byPlace)
        .slice(0, limit);
    },
    async putCount(videoId, number, at) {
      await pause();
      counts.write(videoId, number, at);
    },
    async counts(videoIds) {
      await pause();
      return new Map(videoIds.map((videoId) => [videoId, counts.get(videoId) ?? 0]));
    },
  };
}

function placeOf(videoId: string, userId: string): number {
  const hash = createHash('sha256').update(`${videoId} ${userId}`).digest();
  return hash.readUInt32BE() / 2 ** 32;
}

function newestFirst(a: RatingAsOf, b: RatingAsOf): number {
  return a.at === b.at ? (a.videoId < b.videoId ? -1 : 1) : a.at > b.at ? -1 : 1;
}

function byPlace(a: Liker, b: Liker): number {
  return a.place - b.place || (a.userId === b.userId ? 0 : a.userId < b.userId ? -1 : 1);
}
