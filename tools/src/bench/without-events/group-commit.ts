import { callOfAll, type CallContext } from '@killrvideo/core';

/** A user's stars for a video. */
export interface Rating {
  readonly videoId: string;
  readonly userId: string;
  readonly stars: number;
}

interface Waiting {
  readonly rating: Rating;
  readonly call: CallContext;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const BATCH_WITHIN_MS = 10_000;

/** The group commit of ratings without its bounds: one batch a video is under way, who comes meanwhile is in the next. */
export function groupCommit(
  store: (videoId: string, stars: ReadonlyMap<string, number>, call: CallContext) => Promise<void>,
) {
  const queues = new Map<string, Waiting[]>();

  return (rating: Rating, call: CallContext): Promise<void> =>
    new Promise((resolve, reject) => {
      const waiting = { rating, call, resolve, reject };
      const queue = queues.get(rating.videoId);
      if (queue !== undefined) return void queue.push(waiting);
      const first = [waiting];
      queues.set(rating.videoId, first);
      void workOff(rating.videoId, first);
    });

  async function workOff(videoId: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const group = queue.splice(0);
      const [first, ...others] = group.map(({ call }) => call);
      if (first === undefined) continue;
      const call = callOfAll([first, ...others], performance.now() + BATCH_WITHIN_MS);
      try {
        await store(videoId, new Map(group.map(({ rating }) => [rating.userId, rating.stars])), call);
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      } finally {
        call.end();
      }
    }
    queues.delete(videoId);
  }
}
