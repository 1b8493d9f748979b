import { createHash } from 'node:crypto';

import { Cells, cellsOf, type SortedCells } from './cells.testing';
import type { Liker, LikesStore } from './likes-store';
import { isLike, type RatingAsOf } from './rating';

/** Who likes what in memory, with the write times that Cassandra has. `pause` is waited for before each write and read. */
export function likesInMemory(pause: () => Promise<void> = async () => {}): LikesStore {
  const ratings = new Cells<RatingAsOf>();
  const likes = new Map<string, SortedCells<RatingAsOf>>();
  const likers = new Map<string, SortedCells<Liker>>();
  const counts = new Cells<number>();

  const writeLike = (rating: RatingAsOf, like: RatingAsOf | undefined): void =>
    cellsOf(likes, rating.userId, newestFirst).write(`${rating.at} ${rating.videoId}`, like, rating.at);
  const writeLiker = ({ userId, videoId }: RatingAsOf, isLiker: boolean, at: bigint): void => {
    const liker = isLiker ? { userId, place: placeOf(videoId, userId) } : undefined;
    cellsOf(likers, videoId, byPlace).write(userId, liker, at);
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
      return new Map(userIds.map((userId) => [userId, likes.get(userId)?.all().slice(0, limit) ?? []]));
    },
    async likers(videoId, after, limit) {
      await pause();
      const all = likers.get(videoId)?.all() ?? [];
      const behind = after === undefined ? all : all.filter((liker) => byPlace(liker, after) > 0);
      return behind.slice(0, limit);
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
  if (a.at !== b.at) return a.at > b.at ? -1 : 1;
  return a.videoId === b.videoId ? 0 : a.videoId < b.videoId ? -1 : 1;
}

function byPlace(a: Liker, b: Liker): number {
  return a.place - b.place || (a.userId === b.userId ? 0 : a.userId < b.userId ? -1 : 1);
}
