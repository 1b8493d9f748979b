import { DomainError } from '@killrvideo/core';

/** What a call holds while it is at work. */
export interface Slots {
  /** Undefined when a slot was taken, to be given back with `free`; otherwise why there is none. */
  take(): DomainError | undefined;
  free(): void;
}

/** A bound on calls at work, which is answered at once instead of piling up, and which no rpc can use up alone. */
export interface CallSlots {
  /** The slots as one rpc may take them; asked for once for each rpc. `tooMany` is told to what is beyond its share. */
  share(tooMany: string): Slots;
}

/** One rpc may hold twice what it leaves free: two thirds when it is alone. */
const ALPHA = 2;

/**
 * Dynamic thresholds, as in the shared memory of switches (Choudhury and Hahne, IEEE/ACM Transactions on Networking 6,
 * 1998): an rpc takes another slot only while what it then holds is at most ALPHA times what is then free. Nobody has
 * to say what an rpc may need: one flood is given two thirds, n of them 2/(2n + 1) each, and what is left is there for
 * others. An rpc that holds nothing takes any slot that is free, so that only a newcomer can take the last one.
 */
export function callSlots(limit: number, tooManyOfAll: string): CallSlots {
  let left = limit;

  return {
    share(tooMany) {
      let held = 0;
      return {
        take() {
          if (left === 0) return exhausted(tooManyOfAll);
          if (held > 0 && held + 1 > ALPHA * (left - 1)) return exhausted(tooMany);
          held++;
          left--;
          return undefined;
        },
        free() {
          held--;
          left++;
        },
      };
    },
  };
}

/** A slot of each: whoever gets none of the second keeps none of the first. */
export function slotsOfBoth(first: Slots, second: Slots): Slots {
  return {
    take() {
      const refusal = first.take();
      if (refusal !== undefined) return refusal;
      const another = second.take();
      if (another !== undefined) first.free();
      return another;
    },
    free() {
      second.free();
      first.free();
    },
  };
}

function exhausted(message: string): DomainError {
  return new DomainError('resource-exhausted', message);
}
