/** After an outage leases run out of those who could not prolong them; the longest that is usual is 10 s. */
const DOUBTED_FOR_MS = 30_000;

/** The addresses of a service to go by, in the light of how well etcd could know. */
export interface LastKnown {
  /** Undefined until etcd has answered or failed to. */
  addresses(): readonly string[] | undefined;
  /** What etcd says now; returns whether other addresses are to be gone by. */
  told(addresses: readonly string[]): boolean;
  /** etcd does not answer, or not any more; returns the same. */
  lost(): boolean;
}

/**
 * While etcd is away the last known addresses count: services that know each other need no third. That etcd knows of
 * nobody means two things:
 *
 * - It was there all the time, and saw the last instance take its entry away, or its lease run out: there is none.
 * - It was away itself. Nobody could prolong a lease meanwhile, and clients of etcd that other backends use never
 *   register again. Entries end although the instances live, at once or when the leases run out that the outage left.
 *   So what is empty after an outage, or turns empty within 30 s of its end, is not believed: the addresses from before
 *   it count until somebody registers.
 */
export function lastKnown(now: () => number = () => performance.now()): LastKnown {
  let known: readonly string[] | undefined;
  let beforeOutage: readonly string[] = [];
  let isAway = false;
  let doubtedUntil = -Infinity;

  const goBy = (addresses: readonly string[]): boolean => {
    const isNews = known === undefined || known.join() !== addresses.join();
    known = addresses;
    return isNews;
  };

  return {
    addresses: () => known,
    told(addresses) {
      if (isAway) doubtedUntil = now() + DOUBTED_FOR_MS;
      isAway = false;
      const isDoubted = addresses.length === 0 && now() < doubtedUntil;
      return goBy(isDoubted ? beforeOutage : addresses);
    },
    lost() {
      if (!isAway && now() >= doubtedUntil) beforeOutage = known ?? [];
      isAway = true;
      return goBy(known ?? []);
    },
  };
}
