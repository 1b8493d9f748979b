import { type CallContext, DomainError, remainingMs } from '@killrvideo/core';

/** How much is done at once, and how much more may wait for it. */
export interface WorkBounds {
  readonly atWork: number;
  readonly waiting: number;
  /** What is told to more. */
  readonly tooMany: string;
}

/** Does the work when its turn comes; throws `resource-exhausted` when too much waits already. */
export type Bounded = <T>(call: CallContext, work: () => Promise<T>) => Promise<T>;

interface Waiting {
  readonly call: CallContext;
  readonly begin: () => void;
  readonly drop: (reason: unknown) => void;
}

/** First come, first served. Work whose call was given up or has expired while it waited is dropped, not done. */
export function boundedWork({ atWork, waiting, tooMany }: WorkBounds): Bounded {
  let busy = 0;
  let queue: Waiting[] = [];

  /** What nobody waits for must not keep others out. */
  const dropAbandoned = (): void => {
    queue = queue.filter((each) => !droppedAsAbandoned(each));
  };
  const beginNext = (): void => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (droppedAsAbandoned(next)) continue;
      busy++;
      next.begin();
      return;
    }
  };
  const turn = (call: CallContext): Promise<void> | undefined => {
    if (busy < atWork) {
      busy++;
      return undefined;
    }
    if (queue.length >= waiting) dropAbandoned();
    if (queue.length >= waiting) throw new DomainError('resource-exhausted', tooMany);
    return new Promise((begin, drop) => queue.push({ call, begin, drop }));
  };

  return async (call, work) => {
    remainingMs(call);
    await turn(call);
    try {
      return await work();
    } finally {
      busy--;
      beginNext();
    }
  };
}

function droppedAsAbandoned({ call, drop }: Waiting): boolean {
  try {
    remainingMs(call);
    return false;
  } catch (reason) {
    drop(reason);
    return true;
  }
}
