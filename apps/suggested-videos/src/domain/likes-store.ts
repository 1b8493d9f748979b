import type { CallContext } from '@killrvideo/core';

import type { RatingAsOf } from './rating';

/** Somebody who likes a video. */
export interface Liker {
  readonly userId: string;
  /**
   * Where the liker stands among all of the video, from 0 to below 1: by chance, but always the same. So the first ones are a
   * sample of them, and where those end tells how many there are.
   */
  readonly place: number;
}

/** Who likes what: the facts of this service, as they were heard. All methods throw DomainErrors only. */
export interface LikesStore {
  /** What users gave to videos, whichever of these there are. */
  ratings(userId: string, videoIds: readonly string[], call: CallContext): Promise<RatingAsOf[]>;
  /**
   * Notes a rating, at its time: first as a like in the lists of its user and its video, or that it is none, and last that it
   * stands. `before` is what stood. Doing it again, or after a later one, changes nothing.
   */
  put(rating: RatingAsOf, before: RatingAsOf | undefined, call: CallContext): Promise<void>;
  /** Takes a like out of the list of its user, for ever: another rating of the same video has replaced it. */
  takeBack(like: RatingAsOf, call: CallContext): Promise<void>;
  /** Takes back all that says so of these ratings, each of which was given before `at` (microseconds since 1970). */
  forget(ratings: readonly RatingAsOf[], at: bigint, call: CallContext): Promise<void>;

  /** The newest likes of each of the users, at most `limit` of each, newest first. */
  newest(
    userIds: readonly string[],
    limit: number,
    call: CallContext,
  ): Promise<ReadonlyMap<string, RatingAsOf[]>>;
  /** The first likers of a video by place, behind one where one is given; at most `limit`. */
  likers(videoId: string, after: Liker | undefined, limit: number, call: CallContext): Promise<Liker[]>;

  /** Keeps how many like a video, as of `at`, in microseconds since 1970. */
  putCount(videoId: string, likers: number, at: bigint, call: CallContext): Promise<void>;
  /** How many like each of the videos, as it was kept. */
  counts(videoIds: readonly string[], call: CallContext): Promise<ReadonlyMap<string, number>>;
}
