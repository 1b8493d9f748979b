import type { CallContext } from '@killrvideo/core';

import type { Given, StandingRating } from './rating';
import type { RatingSum } from './rating-sum';

/** Where ratings are kept: for each video its users' stars and, changed together with them, their sum. */
export interface RatingStore {
  /** The sum that is kept; undefined for a video that was never rated here. */
  keptSum(videoId: string, call: CallContext): Promise<RatingSum | undefined>;

  /** What a sum that is not kept yet begins with. Costs a look at every rating of the video. */
  startingPoint(videoId: string, call: CallContext): Promise<StartingPoint>;

  /** A user's stars; undefined when the user has not rated the video. */
  starsOf(videoId: string, userId: string, call: CallContext): Promise<number | undefined>;

  /**
   * The outcome of every change that was under way: afterwards each of them is in what this returns, or will fail
   * since what it expects does not stand any more. (Until somebody changes everything back to what it was.)
   */
  settled(videoId: string, userIds: readonly string[], call: CallContext): Promise<Standing>;

  /** All of the change, if everything is as it expects, or nothing. After `unavailable` it may be either. */
  change(change: Change, call: CallContext): Promise<ChangeOutcome>;
}

/** What stands of a video: its kept sum, and what those of the users asked for have given who rated it. */
export interface Standing {
  readonly sum: RatingSum | undefined;
  readonly given: ReadonlyMap<string, StandingRating>;
}

/** What other backends left of a video. */
export interface StartingPoint {
  /** The sum of its users' ratings; what was counted where there are none. */
  readonly sum: RatingSum;
  /** What the mirror says. It drifts: other backends count a second rating of a user as one more. */
  readonly mirrored: RatingSum;
}

/** From what to what; undefined where there is nothing yet. */
export interface Change {
  readonly videoId: string;
  readonly ratings: readonly {
    readonly userId: string;
    readonly from: StandingRating | undefined;
    readonly to: Given;
  }[];
  readonly sum: { readonly from: RatingSum | undefined; readonly to: RatingSum };
}

export type ChangeOutcome =
  { readonly applied: true } | { readonly applied: false; readonly standing: Standing };

/** The counters that other KillrVideo tools read. They follow the ratings and decide nothing. */
export interface Mirror {
  /** Adds the difference. Never to be repeated: after an error it may have been added or not. */
  add(videoId: string, difference: RatingSum, call: CallContext): Promise<void>;
}
