import type { CallContext } from '@killrvideo/core';

import type { VideoKey } from './video-key';

/** A video that is liked by those who like another. */
export interface Neighbour extends VideoKey {
  /** Above 0, at most about 1: how much the likers of both are the same. */
  readonly similarity: number;
  /** Of those likers that were looked at, how many like both. */
  readonly shared: number;
}

/** Neighbours that were found before, until something changes them. All methods throw DomainErrors only. */
export interface NeighboursStore {
  /** Those of each of the videos for which they are kept, most similar first. */
  kept(videoIds: readonly string[], call: CallContext): Promise<ReadonlyMap<string, readonly Neighbour[]>>;
  /** Keeps them, unless they were dropped as of `asOf` (microseconds since 1970) or later. */
  keep(videoId: string, neighbours: readonly Neighbour[], asOf: bigint, call: CallContext): Promise<void>;
  /** Drops what was kept as of `asOf` or earlier, also where that comes to be written only later. */
  drop(videoIds: readonly string[], asOf: bigint, call: CallContext): Promise<void>;
}
