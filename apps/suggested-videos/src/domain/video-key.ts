/** A video of a certain date: another tool may empty tables and use its id again. `addedDate` is in milliseconds since 1970. */
export interface VideoKey {
  readonly videoId: string;
  readonly addedDate: bigint;
}
