import { DomainError, sharedSlots } from '@killrvideo/core';

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
  /** How many are taken. */
  taken(): number;
}

export function callSlots(limit: number, tooManyOfAll: string): CallSlots {
  const slots = sharedSlots(limit);

  return {
    taken: () => limit - slots.left(),
    share(tooMany) {
      const own = slots.share();
      return {
        take: () => (own.take() ? undefined : exhausted(slots.left() === 0 ? tooManyOfAll : tooMany)),
        free: () => own.free(),
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
