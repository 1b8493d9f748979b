import type { CallContext } from '@killrvideo/core';

/** Where plays are counted. All methods throw DomainErrors only. */
export interface PlayStore {
  /** Counts one play. After an error it may have been counted or not: never call it again for the same play. */
  countPlay(videoId: string, call: CallContext): Promise<void>;

  /** The plays of each of these videos that was ever played. */
  playsOf(videoIds: ReadonlySet<string>, call: CallContext): Promise<ReadonlyMap<string, bigint>>;
}
