import type { CallContext, History } from '@killrvideo/core';

/** What a service states of each kind of event that it publishes. */
export interface EventType<Happened> {
  /** The full name of its proto: `killrvideo.comments.events.UserCommentedOnVideo`. */
  readonly type: string;
  /** What it is about: events of one aggregate are delivered in their order. */
  readonly aggregate: (happened: Happened) => string;
  /** The contract's message, for those who listen; `at` is when it happened, in microseconds since 1970. */
  readonly messageOf: (happened: Happened, at: bigint) => Uint8Array;
  /** How what happens is kept before it is done: all that is needed to write the facts again. */
  readonly intent: {
    /** Goes up when the bytes change their meaning. Processes that do not know it yet leave them to those that do. */
    readonly version: number;
    readonly encode: (happened: Happened) => Uint8Array;
    /** Reads its own version and those before. */
    readonly decode: (bytes: Uint8Array, version: number) => Happened;
  };
  /**
   * After a crash, or when the outcome of the write is not known: makes it so, with the same write time, and says whether it
   * has happened; false where it has not and never will (an e-mail that another account had, a rating that a later one has
   * replaced): then nothing is published. Afterwards whatever is still under way of the write must come to the same, or to
   * nothing. It may be called any number of times, by several processes at once, and long after other facts were written.
   */
  readonly settle: (happened: Happened, at: bigint, call: CallContext) => Promise<boolean>;
  /**
   * Whether the call that publishes it waits until groups have it, of those that are usually that quick, and 150 ms at most:
   * for what people look for at once elsewhere.
   */
  readonly isAwaited?: boolean;
  /** What stands of it in the tables, for who hears of it only now; undefined: its past cannot be told. */
  readonly history?: History<Happened>;
}

/** All that a service publishes, by the kinds of its domain. */
export type EventTypes<Event extends { readonly kind: string }> = {
  readonly [Kind in Event['kind']]: EventType<Extract<Event, { readonly kind: Kind }>>;
};
