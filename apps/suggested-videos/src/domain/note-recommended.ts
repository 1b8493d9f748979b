import { atMost, ownCall, type Log } from '@killrvideo/core';

import type { NoteRecommended } from './get-suggested-for-user';
import type { Recommendation, RecommendationsStore } from './recommendations-store';

/** Users whose recommendations are written at once; and those who wait, beyond whom the next ones are left out. */
const [USERS_AT_ONCE, MOST_WAITING] = [4, 1000];
const WRITTEN_WITHIN_MS = 5000;
const FLUSH_WITHIN_MS = 1500;

/** Writes what was recommended to whom, beside the calls. */
export interface NotingRecommended {
  readonly note: NoteRecommended;
  /** Resolves when nothing is left to write, within 1.5 s. */
  flush(): Promise<void>;
}

/**
 * In the background, since nobody waits for it: these tables are for tools that read them, and nothing here follows from
 * them. What is lost is written when the user asks again.
 */
export function notingRecommended(store: RecommendationsStore, log: Log): NotingRecommended {
  const waiting = new Map<string, readonly Recommendation[]>();
  const working = new Set<Promise<void>>();

  const write = async (userId: string, recommended: readonly Recommendation[]): Promise<void> => {
    const call = ownCall('recommendations', performance.now() + WRITTEN_WITHIN_MS);
    try {
      await store.replace(userId, recommended, call);
    } catch (error) {
      log.warn({ err: error }, 'what was recommended to a user was not written');
    } finally {
      call.end();
    }
  };
  const work = async (): Promise<void> => {
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      waiting.delete(next[0]);
      await write(...next);
    }
  };

  return {
    note(userId, recommended) {
      if (waiting.size >= MOST_WAITING && !waiting.has(userId)) return;
      waiting.set(userId, recommended);
      if (working.size >= USERS_AT_ONCE) return;
      const worker = work().finally(() => working.delete(worker));
      working.add(worker);
    },
    async flush() {
      await atMost(FLUSH_WITHIN_MS, Promise.all(working));
    },
  };
}
