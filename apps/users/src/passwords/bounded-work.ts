import {
  type CallContext,
  DomainError,
  dropAbandoned,
  remainingMs,
  type WaitingWork,
} from '@killrvideo/core';

/** How much is done at once, and how much more may wait for it. */
export interface WorkBounds {
  readonly atWork: number;
  readonly waiting: number;
  /** What is told to more. */
  readonly tooMany: string;
}

/** How much there is at the moment. */
export interface WorkLoad {
  readonly atWork: number;
  readonly waiting: number;
}

export interface BoundedWork {
  /** Does the work when its turn comes; throws `resource-exhausted` when too much waits already. */
  readonly inTurn: <T>(call: CallContext, work: () => Promise<T>) => Promise<T>;
  readonly load: () => WorkLoad;
}

interface Waiting extends WaitingWork {
  readonly begin: () => void;
}

/** First come, first served. Work whose call was given up or has expired while it waited is dropped, not done. */
export function boundedWork({ atWork, waiting, tooMany }: WorkBounds): BoundedWork {
  let busy = 0;
  let queue: Waiting[] = [];

  const beginNext = (): void => {
    queue = dropAbandoned(queue);
    const next = queue.shift();
    if (next === undefined) return;
    busy++;
    next.begin();
  };
  const turn = (call: CallContext): Promise<void> | undefined => {
    if (busy < atWork) {
      busy++;
      return undefined;
    }
    if (queue.length >= waiting) queue = dropAbandoned(queue);
    if (queue.length >= waiting) throw new DomainError('resource-exhausted', tooMany);
    return new Promise((begin, reject) => queue.push({ call, begin, reject }));
  };

  return {
    async inTurn(call, work) {
      remainingMs(call);
      await turn(call);
      try {
        return await work();
      } finally {
        busy--;
        beginNext();
      }
    },
    load: () => ({ atWork: busy, waiting: queue.length }),
  };
}
