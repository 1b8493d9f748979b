/** Times and bounds of the outbox. They are not variables: processes of one service must agree on them. */
export interface EventSettings {
  /** For so long after a beat a process may write facts. */
  readonly leaseMs: number;
  readonly beatEveryMs: number;
  /** A process counts as dead when its beat has not changed for the lease and this. */
  readonly marginMs: number;
  /** A bucket takes no more after so long, so many events or bytes, whichever comes first. */
  readonly bucketMs: number;
  readonly bucketEvents: number;
  readonly bucketBytes: number;
  /** How often subscriptions are read, and what every group has is deleted. */
  readonly tidyEveryMs: number;
  /** How often processes look for dead ones. */
  readonly takeOverEveryMs: number;
  /** What a group has in memory at most; the rest stays in the buckets. */
  readonly memoryEvents: number;
  readonly memoryBytes: number;
  /** A group that takes nothing is tried again after so long at most. */
  readonly putOffAtMostMs: number;
  /** After so many refusals an event is a dead letter. */
  readonly refusals: number;
  /** A group whose oldest event is older than this has fallen behind. */
  readonly behindAfterMs: number;
  /** … and is warned of, again whenever the time has doubled. */
  readonly warnAfterMs: number;
  /** … and has lapsed, if it took nothing for `warnAfterMs` from this process either. */
  readonly lapseAfterMs: number;
}

const HOUR_MS = 3_600_000;
const MIB = 1024 * 1024;

export const EVENT_SETTINGS: EventSettings = {
  leaseMs: 12_000,
  beatEveryMs: 3000,
  marginMs: 2000,
  bucketMs: 5000,
  bucketEvents: 2000,
  bucketBytes: 4 * MIB,
  tidyEveryMs: 5000,
  takeOverEveryMs: 3000,
  memoryEvents: 2000,
  memoryBytes: 4 * MIB,
  putOffAtMostMs: 30_000,
  refusals: 8,
  behindAfterMs: 10_000,
  warnAfterMs: HOUR_MS,
  lapseAfterMs: 7 * 24 * HOUR_MS,
};
