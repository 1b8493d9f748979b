/** Something that has happened, as it is delivered. */
export interface OutboxEvent {
  /** The full name of its proto: `killrvideo.comments.events.UserCommentedOnVideo`. */
  readonly type: string;
  /** What it is about: events of one aggregate come in their order. */
  readonly aggregate: string;
  /** When its facts were written, in microseconds since 1970: the write time of their rows. */
  readonly at: bigint;
  /** The contract's message, encoded. */
  readonly message: Uint8Array;
}
