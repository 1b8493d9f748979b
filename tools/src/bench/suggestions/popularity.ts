import { isLike, type GivenRating } from './rating-set';

/** Suggests to everybody what most people like, but for what a user has rated: the first `size`. */
export function byPopularity(ratings: readonly GivenRating[]): (userId: string, size: number) => string[] {
  const likers = new Map<string, number>();
  const rated = new Map<string, Set<string>>();
  for (const rating of ratings) {
    const { userId, videoId } = rating;
    if (isLike(rating)) likers.set(videoId, (likers.get(videoId) ?? 0) + 1);
    rated.set(userId, (rated.get(userId) ?? new Set()).add(videoId));
  }
  const popularFirst = [...likers].sort(([, one], [, other]) => other - one).map(([videoId]) => videoId);
  return (userId, size) => {
    const known = rated.get(userId);
    return popularFirst.filter((videoId) => !known?.has(videoId)).slice(0, size);
  };
}
