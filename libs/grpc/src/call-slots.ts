/** A bound on calls at work in this process, so that overload is answered at once instead of piling up. */
export interface CallSlots {
  /** False when all slots are in use; whoever got true gives the slot back with `free`. */
  take(): boolean;
  free(): void;
}

export function callSlots(limit: number): CallSlots {
  let used = 0;
  return {
    take: () => used < limit && ++used > 0,
    free: () => {
      used--;
    },
  };
}
