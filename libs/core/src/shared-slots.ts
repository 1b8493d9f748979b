/** A number of slots that several kinds of work share, so that none of them can use them up alone. */
export interface SharedSlots {
  /** The slots as one kind of work may take them; asked for once for each kind. */
  share(): Share;
  /** How many are free. */
  left(): number;
}

export interface Share {
  /** True when a slot was taken, to be given back with `free`; false when this kind has its share, or none is free. */
  take(): boolean;
  free(): void;
}

/** One kind of work may hold twice what it leaves free: two thirds when it is alone. */
const ALPHA = 2;

/**
 * Dynamic thresholds, as in the shared memory of switches (Choudhury and Hahne, IEEE/ACM Transactions on Networking 6,
 * 1998): work takes another slot only while what its kind then holds is at most ALPHA times what is then free. Nobody
 * has to say what a kind may need: one flood is given two thirds, n of them 2/(2n + 1) each, and what is left is there
 * for others. A kind that holds nothing takes any slot that is free, so that only a newcomer can take the last one.
 */
export function sharedSlots(limit: number): SharedSlots {
  let left = limit;

  return {
    left: () => left,
    share() {
      let held = 0;
      return {
        take() {
          if (left === 0 || (held > 0 && held + 1 > ALPHA * (left - 1))) return false;
          held++;
          left--;
          return true;
        },
        free() {
          held--;
          left++;
        },
      };
    },
  };
}
