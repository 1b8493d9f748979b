import { type CallContext, callOfAll, DomainError, dropAbandoned, type WaitingWork } from '@killrvideo/core';

import type { Rating } from './rating';
import type { RatingSum } from './rating-sum';
import type { Batch } from './store-ratings';

/** Users in one batch: the bound of a transaction's size, since the database sets none. */
const MAX_USERS = 100;
/** Ratings of one video that wait here: five batches. */
const MAX_WAITING = 500;
/** The longest one batch may take, however patient its callers are: those behind it wait, too. */
const BATCH_WITHIN_MS = 10_000;

interface Waiting extends WaitingWork {
  readonly rating: Rating;
  readonly resolve: () => void;
}

export interface GroupCommit {
  /** Resolves once the rating is stored, with others that came meanwhile. */
  readonly rate: (rating: Rating, call: CallContext) => Promise<void>;
  /** Batches under way, and ratings that wait for the next one of their video. */
  readonly load: () => { readonly batches: number; readonly waiting: number };
}

/**
 * Has one batch a video under way in this process; ratings that come meanwhile wait and go together in the next one.
 * A batch costs as much as one rating and rivals none of this process, so a video that everybody rates at once is no
 * slower than any other. Of several ratings by one user in a batch the last one wins, and all of them are answered.
 * A call that expired or was given up before its batch was begun is dropped.
 */
export function groupCommit(
  store: (batch: Batch, call: CallContext) => Promise<{ sum: RatingSum | undefined }>,
): GroupCommit {
  /** Videos with a batch under way; one that has none left is forgotten. */
  const queues = new Map<string, Waiting[]>();

  const rate: GroupCommit['rate'] = (rating, call) =>
    new Promise((resolve, reject) => {
      const waiting = { rating, call, resolve, reject };
      const queue = queues.get(rating.videoId);
      if (queue === undefined) {
        const first = [waiting];
        queues.set(rating.videoId, first);
        void workOff(rating.videoId, first);
        return;
      }
      if (queue.length >= MAX_WAITING) queue.splice(0, queue.length, ...dropAbandoned(queue));
      if (queue.length < MAX_WAITING) queue.push(waiting);
      else
        reject(
          new DomainError('resource-exhausted', 'too many ratings of this video at once: try again later'),
        );
    });

  const load: GroupCommit['load'] = () => ({
    batches: queues.size,
    waiting: [...queues.values()].reduce((sum, queue) => sum + queue.length, 0),
  });
  return { rate, load };

  async function workOff(videoId: string, queue: Waiting[]): Promise<void> {
    // Remembered from batch to batch only: other processes rate, too, and a wrong guess costs as much as to look.
    let guess: RatingSum | undefined;
    while (queue.length > 0) {
      const group = nextGroup(queue);
      const [first, ...others] = group.map(({ call }) => call);
      if (first === undefined) continue;
      const call = callOfAll([first, ...others], performance.now() + BATCH_WITHIN_MS);
      try {
        ({ sum: guess } = await store({ videoId, stars: starsOf(group), guess }, call));
        for (const { resolve } of group) resolve();
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
  for (const { rating } of queue) {
    if (users.size === MAX_USERS && !users.has(rating.userId)) break;
    users.add(rating.userId);
    taken++;
  }
  return dropAbandoned(queue.splice(0, taken));
}

function starsOf(group: readonly Waiting[]): Map<string, number> {
  return new Map(group.map(({ rating }) => [rating.userId, rating.stars]));
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
