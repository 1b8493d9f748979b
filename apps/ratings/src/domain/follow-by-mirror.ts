import { atMost, ownCall, type Log } from '@killrvideo/core';

import { isSame, NO_RATINGS, plus, type RatingSum } from './rating-sum';
import type { Mirror } from './rating-store';

/** Counter updates under way at once. */
const MAX_AT_ONCE = 32;
/** Videos whose counters wait; one more is left to the repair. */
const MAX_WAITING = 10_000;
/** How long after the beginning of its batch a difference may still be sent: the repair counts on it. */
export const MIRROR_WITHIN_MS = 15_000;
const FLUSH_WITHIN_MS = 2000;

/** Lets the mirror follow what is stored. */
export interface Follower {
  /** Adds the difference soon. `begunAt` is when its batch was begun, by performance.now(). Never throws. */
  follow(videoId: string, difference: RatingSum, begunAt: number): void;
  /** Videos whose counters wait for their difference. */
  waiting(): number;
  /** Resolves when nothing is left to add, within 2 s. */
  flush(): Promise<void>;
}

interface Difference {
  readonly sum: RatingSum;
  readonly deadline: number;
}

/**
 * Follows in the background: the counters decide nothing, and a counter update is slower than the rating itself. What
 * a video gains while it waits is added in one update. A failure is logged and never repeated, since it may have been
 * added; the repair finds it.
 */
export function followByMirror(mirror: Mirror, log: Log): Follower {
  const waiting = new Map<string, Difference>();
  let working = 0;
  const idle: (() => void)[] = [];

  const addOne = async (videoId: string, { sum, deadline }: Difference): Promise<void> => {
    const call = ownCall('mirror', deadline);
    try {
      await mirror.add(videoId, sum, call);
    } catch (error) {
      log.warn({ err: error, videoId }, 'the counters of a video may differ from its ratings until a repair');
    } finally {
      call.end();
    }
  };
  const work = async (): Promise<void> => {
    working++;
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      waiting.delete(next[0]);
      await addOne(...next);
    }
    working--;
    if (working === 0) idle.splice(0).forEach((resolve) => resolve());
  };

  return {
    follow(videoId, difference, begunAt) {
      const before = waiting.get(videoId);
      if (before === undefined && waiting.size >= MAX_WAITING) {
        log.warn(
          { videoId },
          'the counters of a video differ from its ratings until a repair: too many wait',
        );
        return;
      }
      const sum = plus(before?.sum ?? NO_RATINGS, difference);
      waiting.set(videoId, { sum, deadline: before?.deadline ?? begunAt + MIRROR_WITHIN_MS });
      if (isSame(sum, NO_RATINGS)) waiting.delete(videoId);
      else if (working < MAX_AT_ONCE) void work();
    },
    waiting: () => waiting.size,
    async flush() {
      if (working === 0) return;
      await atMost(FLUSH_WITHIN_MS, new Promise<void>((resolve) => idle.push(resolve)));
    },
  };
}
