/** A bound on the memory that messages take, in bytes. Whoever finds too little left waits, first come first served. */
export interface ByteBudget {
  /** True when the bytes are taken, to be given back with `free`. False when too few are left, or others wait for them. */
  take(bytes: number): boolean;
  /** Calls `granted` once the bytes are taken. Returns how to stop waiting; undefined when too many wait already. */
  wait(bytes: number, granted: () => void): (() => void) | undefined;
  free(bytes: number): void;
  state(): Omit<BudgetState, 'name'>;
}

/** A budget as those see it who run the service. */
export interface BudgetState {
  readonly name: string;
  readonly usedBytes: number;
  readonly limitBytes: number;
  /** Messages that wait for it. */
  readonly waiting: number;
}

interface Waiting {
  readonly bytes: number;
  readonly granted: () => void;
}

/** A message larger than the whole budget has it for itself. */
export function byteBudget(limit: number, maxWaiting: number): ByteBudget {
  const queue = new Set<Waiting>(); // in the order of their coming
  let used = 0;

  const fits = (bytes: number): boolean => used === 0 || used + bytes <= limit;
  const serve = (): void => {
    for (const next of queue) {
      if (!fits(next.bytes)) return;
      queue.delete(next);
      used += next.bytes;
      next.granted();
    }
  };

  return {
    take(bytes) {
      if (queue.size > 0 || !fits(bytes)) return false;
      used += bytes;
      return true;
    },
    wait(bytes, granted) {
      if (queue.size >= maxWaiting) return undefined;
      const waiting = { bytes, granted };
      queue.add(waiting);
      return () => {
        // One that was too large to fit may have been in the way of others.
        if (queue.delete(waiting)) serve();
      };
    },
    free(bytes) {
      used -= bytes;
      serve();
    },
    state: () => ({ usedBytes: used, limitBytes: limit, waiting: queue.size }),
  };
}
