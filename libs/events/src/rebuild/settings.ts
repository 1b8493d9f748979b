/** Times and bounds of rebuilds. */
export interface RebuildSettings {
  /** How often an instance looks whether one is wanted, or still another's; on average. */
  readonly lookEveryMs: number;
  /** Rows of the history that are read at once, and events that are in memory. */
  readonly pageSize: number;
  readonly progressEveryMs: number;
  /** What is away is asked again after so long at most. */
  readonly putOffAtMostMs: number;
}

export const REBUILD_SETTINGS: RebuildSettings = {
  lookEveryMs: 3000,
  pageSize: 500,
  progressEveryMs: 5000,
  putOffAtMostMs: 10_000,
};
