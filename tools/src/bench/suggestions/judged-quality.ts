import type { RankingQuality } from './ranking-quality';

/** How well the held-out likes of a set were found. */
export interface JudgedQuality {
  readonly set: string;
  readonly heldOut: string;
  /** Lists that were judged: one of each user, each time that a like was held out. */
  readonly lists: number;
  readonly popularity: RankingQuality;
  readonly exact: RankingQuality;
  readonly ours: RankingQuality;
  /** What the service took for a rating and for a list, its stores being in memory. */
  readonly noteMs: number;
  readonly suggestMs: number;
}
