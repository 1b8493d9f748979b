import { MOST_NEIGHBOURS } from '../domain/bounds';
import { isLike, type Rating } from '../domain/rating';
import { similarity } from '../domain/similarity';

/**
 * What the service estimates, computed in full: the same similarity by all likers and all likes of each, of all videos that share
 * one, as many neighbours, and suggestions by all that a user likes (item-kNN of Sarwar and others, 2001). Gives the first `size` for a user.
 */
export function exactItemKnn(ratings: readonly Rating[]): (userId: string, size: number) => string[] {
  const videoIds = [...new Set(ratings.map(({ videoId }) => videoId))].sort();
  const numberOf = new Map(videoIds.map((videoId, number) => [videoId, number]));
  const likes = new Map<string, number[]>();
  const rated = new Map<string, number[]>();
  const likers: string[][] = videoIds.map(() => []);
  for (const rating of ratings) {
    const video = numberOf.get(rating.videoId) ?? 0;
    listOf(rated, rating.userId).push(video);
    if (!isLike(rating)) continue;
    listOf(likes, rating.userId).push(video);
    likers[video]?.push(rating.userId);
  }
  const neighbours = videoIds.map((_, video) => neighboursOf(video));

  return (userId, size) => {
    const scores = new Float64Array(videoIds.length);
    // The newest first, as the service does: the same sums are the same to the last bit.
    for (const video of likes.get(userId)?.toReversed() ?? []) {
      for (const { other, like } of neighbours[video] ?? []) scores[other] = (scores[other] ?? 0) + like;
    }
    for (const video of rated.get(userId) ?? []) scores[video] = 0;
    return [...scores.entries()]
      .filter(([, score]) => score > 0)
      .sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b)
      .slice(0, size)
      .map(([video]) => videoIds[video] ?? '');
  };

  function neighboursOf(video: number): { other: number; like: number }[] {
    const all = likers[video]?.length ?? 0;
    const shared = new Uint32Array(videoIds.length);
    for (const userId of likers[video] ?? []) {
      for (const other of likes.get(userId) ?? []) shared[other] = (shared[other] ?? 0) + 1;
    }
    shared[video] = 0;
    return [...shared.entries()]
      .filter(([, both]) => both > 0)
      .map(([other, both]) => ({
        ...{ other, both },
        like: similarity({
          ...{ likers: all, lookedAt: all, shared: both },
          likersOfOther: likers[other]?.length ?? 0,
        }),
      }))
      .sort((a, b) => b.like - a.like || b.both - a.both || a.other - b.other)
      .slice(0, MOST_NEIGHBOURS);
  }
}

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  const found = lists.get(key) ?? [];
  lists.set(key, found);
  return found;
}
