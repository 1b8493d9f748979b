import { type CallContext, DomainError, pause, randomPauseMs, remainingMs } from '@killrvideo/core';

import { isLater } from './later-rating';
import type { StandingRating, Wanted } from './rating';
import { minus, NO_RATINGS, plus, type RatingSum } from './rating-sum';
import type { Change, RatingStore, Standing } from './rating-store';

/** Ratings of one video that are stored together: what each user wants to give. */
export interface Batch {
  readonly videoId: string;
  readonly wanted: ReadonlyMap<string, Wanted>;
  /** The video's sum as it was a moment ago, if that is known. It may be wrong: that costs a refusal, no more. */
  readonly guess: RatingSum | undefined;
}

/** What came of a batch. */
export interface Stored {
  /** The video's sum as this batch left or found it; undefined when it did not matter. */
  readonly sum: RatingSum | undefined;
  /** What stands of each user of the batch: what was wanted, or what is later. */
  readonly given: Standing['given'];
  /** What the mirror lacks now. */
  readonly added: RatingSum;
}

const NOBODY: Standing['given'] = new Map();

/**
 * Stores a batch: guesses what stands, changes it on the condition that it is so, and corrects the guess from a
 * refusal, which says what stands instead. Users are guessed to rate for the first time, which is free when right. The
 * sum is never guessed to be missing: a change that expects none would be applied to a video whose ratings other
 * backends wrote, and lose them from the sum.
 *
 * A change whose outcome is unknown (`unavailable`) is settled and looked at, as long as the call has time: stars that
 * are as wanted are done, whoever did it. So a batch counts exactly once, however often it is tried.
 *
 * A rating counts if it is later than what stands. What is not, and what is given already, is left as it is; so once a
 * rating stands, nothing that was sent before it, and is still under way, will ever be applied.
 */
export function storeRatings(
  store: Pick<RatingStore, 'keptSum' | 'startingPoint' | 'settled' | 'change'>,
  pauseAfter: (tries: number, call: CallContext) => Promise<void> = randomPause,
) {
  return async ({ videoId, wanted, guess }: Batch, call: CallContext): Promise<Stored> => {
    const userIds = [...wanted.keys()];
    let standing: Standing | undefined = { sum: guess, given: NOBODY };
    // What the last change of unknown outcome has added, if it was carried out. When the stars stand afterwards, it
    // most probably was; where they stood before, the mirror is wrong until a repair.
    let unsure = NO_RATINGS;

    for (let tries = 1; ; tries++) {
      let sent: Plan | undefined;
      try {
        standing ??= await store.settled(videoId, userIds, call);
        const changes = changesOf(wanted, standing.given);
        const given = new Map([...standing.given, ...changes.map(({ userId, to }) => [userId, to] as const)]);
        if (changes.length === 0) return { sum: standing.sum, given, added: unsure };
        const plan = await planOf(videoId, changes, standing.sum, call);
        sent = plan;
        const outcome = await store.change(plan.change, call);
        if (outcome.applied) return { sum: plan.change.sum.to, given, added: plan.added };
        standing = corrected(standing, plan.change, outcome.standing);
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        if (sent !== undefined) unsure = sent.added;
        standing = undefined;
      }
      // The first refusal corrects the guess; later ones come from rivals, who must not meet again and again.
      if (tries > 1 || standing === undefined) await pauseAfter(tries, call);
    }
  };

  /** The change, and what it adds to the mirror; `believed` as in `Batch`, undefined: to be read. */
  async function planOf(
    videoId: string,
    ratings: Change['ratings'],
    believed: RatingSum | undefined,
    call: CallContext,
  ): Promise<Plan> {
    const difference = differenceOf(ratings);
    const kept = believed ?? (await store.keptSum(videoId, call));
    if (kept !== undefined) {
      const sum = { from: kept, to: plus(kept, difference) };
      return { change: { videoId, ratings, sum }, added: difference };
    }
    const begin = await store.startingPoint(videoId, call);
    const sum = { from: undefined, to: plus(begin.sum, difference) };
    // Only one can keep the first sum: it also takes the drift of the older counters out of the mirror.
    return { change: { videoId, ratings, sum }, added: minus(sum.to, begin.mirrored) };
  }
}

interface Plan {
  readonly change: Change;
  readonly added: RatingSum;
}

/** What is to change so that what is wanted stands. */
function changesOf(wanted: Batch['wanted'], standing: Standing['given']): Change['ratings'] {
  return [...wanted]
    .map(([userId, { stars, at }]) => ({ userId, from: standing.get(userId), to: { stars, ratedAt: at } }))
    .filter(({ from, to }) => isLater(to.ratedAt, from?.ratedAt));
}

/** A refusal says what stands of the users that were to be changed; what was left out before is later, and stays so. */
function corrected(before: Standing, { ratings }: Change, refusal: Standing): Standing {
  const given = new Map(before.given);
  for (const { userId } of ratings) given.delete(userId);
  return { sum: refusal.sum, given: new Map([...given, ...refusal.given]) };
}

function differenceOf(ratings: Change['ratings']): RatingSum {
  return ratings.reduce((sum, { from, to }) => plus(sum, minus(sumOf(to), sumOf(from))), NO_RATINGS);
}

function sumOf(rating: StandingRating | undefined): RatingSum {
  return rating?.stars === undefined ? NO_RATINGS : { count: 1n, total: BigInt(rating.stars) };
}

function isUnavailable(error: unknown): boolean {
  return error instanceof DomainError && error.kind === 'unavailable';
}

/** No longer than the call has; throws when it has no time left. */
async function randomPause(tries: number, call: CallContext): Promise<void> {
  await pause(Math.min(randomPauseMs(tries), remainingMs(call)));
}
