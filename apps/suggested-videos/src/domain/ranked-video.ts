import type { VideoKey } from './video-key';

/** A video's place in a list of suggestions. */
export interface RankedVideo extends VideoKey {
  /** Which reason it is there for, from 0: all of a better one come first. */
  readonly tier: number;
  /** How good it is among those of its tier; the higher, the better. */
  readonly score: number;
}

/** Below zero when `a` comes first: by tier, then by score, then the newest first, those of one time by id. */
export function compareRanked(a: RankedVideo, b: RankedVideo): number {
  if (a.tier !== b.tier) return a.tier - b.tier;
  if (a.score !== b.score) return b.score - a.score;
  if (a.addedDate !== b.addedDate) return a.addedDate > b.addedDate ? -1 : 1;
  return a.videoId === b.videoId ? 0 : a.videoId < b.videoId ? -1 : 1;
}

/** The place as texts, for a paging state. */
export function placeOf({ tier, score, addedDate, videoId }: RankedVideo): string[] {
  return [String(tier), String(score), String(addedDate), videoId];
}

export function placeIn([tier, score, addedDate, videoId]: readonly string[]): RankedVideo {
  return {
    tier: Number(tier),
    score: Number(score),
    addedDate: BigInt(addedDate ?? 0),
    videoId: videoId ?? '',
  };
}
