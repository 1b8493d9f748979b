import {
  type CallContext,
  callOfAll,
  DomainError,
  dropAbandoned,
  MustBeLater,
  type WaitingWork,
} from '@killrvideo/core';

import { endOf } from './later-rating';
import type { Rating, StandingRating, Wanted } from './rating';
import type { Batch, Stored } from './store-ratings';

/** Users in one batch: the bound of a transaction's size, since the database sets none. */
const MAX_USERS = 100;
/** Ratings of one video that wait here: five batches. */
const MAX_WAITING = 500;
/** The longest one batch may take, however patient its callers are: those behind it wait, too. */
const BATCH_WITHIN_MS = 10_000;

interface Waiting extends WaitingWork {
  readonly userId: string;
  readonly wanted: Wanted;
  readonly resolve: (isGiven: boolean) => void;
}

export interface GroupCommit {
  /**
   * Resolves once the rating is stored, given at `at` in microseconds since 1970, with others that came meanwhile; with
   * false when it never stood, as a later one of the same user came with it. Throws `MustBeLater` when a later one stands.
   */
  readonly rate: (rating: Rating, at: bigint, call: CallContext) => Promise<boolean>;
  /** Batches under way, and ratings that wait for the next one of their video. */
  readonly load: () => { readonly batches: number; readonly waiting: number };
}

/**
 * Has one batch a video under way in this process; ratings that come meanwhile wait and go together in the next one.
 * A batch costs as much as one rating and rivals none of this process, so a video that everybody rates at once is no
 * slower than any other. Of several ratings by one user in a batch the latest wins, and all of them are answered.
 * A call that expired or was given up before its batch was begun is dropped.
 */
export function groupCommit(
  store: (batch: Batch, call: CallContext) => Promise<Pick<Stored, 'sum' | 'given'>>,
): GroupCommit {
  /** Videos with a batch under way; one that has none left is forgotten. */
  const queues = new Map<string, Waiting[]>();

  const rate: GroupCommit['rate'] = ({ videoId, userId, stars }, at, call) =>
    new Promise((resolve, reject) => {
      const waiting = { userId, wanted: { stars, at }, call, resolve, reject };
      const queue = queues.get(videoId);
      if (queue === undefined) {
        const first = [waiting];
        queues.set(videoId, first);
        void workOff(videoId, first);
        return;
      }
      if (queue.length >= MAX_WAITING) queue.splice(0, queue.length, ...dropAbandoned(queue));
      if (queue.length < MAX_WAITING) queue.push(waiting);
      else reject(tooMany());
    });

  const load: GroupCommit['load'] = () => ({
    batches: queues.size,
    waiting: [...queues.values()].reduce((sum, queue) => sum + queue.length, 0),
  });
  return { rate, load };

  async function workOff(videoId: string, queue: Waiting[]): Promise<void> {
    // Remembered from batch to batch only: other processes rate, too, and a wrong guess costs as much as to look.
    let guess: Batch['guess'];
    while (queue.length > 0) {
      const group = nextGroup(queue);
      const [first, ...others] = group.map(({ call }) => call);
      if (first === undefined) continue;
      const call = callOfAll([first, ...others], performance.now() + BATCH_WITHIN_MS);
      try {
        const wanted = wantedBy(group);
        const { sum, given } = await store({ videoId, wanted, guess }, call);
        guess = sum;
        for (const each of group) answer(each, wanted.get(each.userId), given.get(each.userId));
      } catch (error) {
        guess = undefined;
        for (const { reject } of group) reject(outOfTime(error));
      } finally {
        call.end();
      }
    }
    queues.delete(videoId);
  }
}

/** Takes from the front of the queue what one batch may hold. */
function nextGroup(queue: Waiting[]): Waiting[] {
  const users = new Set<string>();
  let taken = 0;
  for (const { userId } of queue) {
    if (users.size === MAX_USERS && !users.has(userId)) break;
    users.add(userId);
    taken++;
  }
  return dropAbandoned(queue.splice(0, taken));
}

/** What each of the users wants: the latest of it, by which all others are overtaken for good. */
function wantedBy(group: readonly Waiting[]): Map<string, Wanted> {
  const all = new Map<string, Wanted>();
  for (const { userId, wanted } of group) {
    const other = all.get(userId);
    if (other === undefined || other.at < wanted.at) all.set(userId, wanted);
  }
  return all;
}

/** What stands is this rating, or that of a call which came with it, or one of its time or later. */
function answer(
  { wanted, resolve, reject }: Waiting,
  latest: Wanted | undefined,
  standing: StandingRating | undefined,
): void {
  const ratedAt = standing?.ratedAt ?? wanted.at;
  if (ratedAt === wanted.at && standing?.stars === wanted.stars) resolve(true);
  else if (latest !== wanted) resolve(false);
  else reject(new MustBeLater(endOf(ratedAt)));
}

function tooMany(): DomainError {
  return new DomainError('resource-exhausted', 'too many ratings of this video at once: try again later', {
    isNothingBegun: true,
  });
}

/** Callers whose own time was up have their answer: the others learn that it was the batch's. */
function outOfTime(error: unknown): unknown {
  const isBatchs =
    error instanceof DomainError && (error.kind === 'deadline-exceeded' || error.kind === 'cancelled');
  if (!isBatchs) return error;
  return new DomainError('unavailable', 'the database did not answer in time: the rating may count or not', {
    cause: error,
  });
}
