/** Where plays are counted. All methods throw DomainErrors only. */
export interface PlayStore {
  /** Counts one play. After an error it may have been counted or not: never call it again for the same play. */
  countPlay(videoId: string): Promise<void>;

  /** The plays of each of these videos; 0 for one that was never played. */
  playsOf(videoIds: ReadonlySet<string>): Promise<ReadonlyMap<string, bigint>>;
}
