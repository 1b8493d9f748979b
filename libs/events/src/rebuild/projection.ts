import type { CallContext } from '@killrvideo/core';

import { listensTo, type EventListener } from '../consuming/event-listener';

/** What a service has of one type of events: it follows from them, and can be compared with them and cleaned. */
export interface Projection extends EventListener {
  /** What an event is of, in one word for those who read it; of several it has an s: `video`. */
  readonly noun: string;
  /**
   * Aggregates that it has something of, at most `limit` and fewer only at the end, in an order that stays: the first of them
   * behind `position`, which an earlier entry had; undefined begins. Throws DomainErrors only.
   */
  entries(
    position: string | undefined,
    limit: number,
    call: CallContext,
  ): Promise<readonly ProjectionEntry[]>;
  /**
   * A line for each thing that is missing, wrong or left over in the tables, where `hear` has had the time to make it so. What it
   * throws is what `hear` would throw. Write times are no difference, only what stands.
   */
  differences(message: Uint8Array, at: bigint, call: CallContext): Promise<readonly string[]>;
  /**
   * Takes away all that is known of the aggregate and was written at `at` or before, in microseconds since 1970; what is
   * written later stays, also while this runs. Throws DomainErrors only.
   */
  forget(aggregate: string, at: bigint, call: CallContext): Promise<void>;
}

export interface ProjectionEntry {
  /** In the words of the projection. */
  readonly position: string;
  readonly aggregate: string;
  /** The latest write time of what it has of it, in microseconds since 1970. */
  readonly at: bigint;
}

/** A projection of events by what ts-proto has generated for their message; `hear` as in `listensTo`. */
export function projects<Message>(
  type: string,
  codec: { decode(bytes: Uint8Array): Message },
  projection: Pick<Projection, 'noun' | 'entries' | 'forget'> & {
    readonly hear: (message: Message, at: bigint, call: CallContext) => Promise<void>;
    differences(message: Message, at: bigint, call: CallContext): Promise<readonly string[]>;
  },
): Projection {
  return {
    ...projection,
    ...listensTo(type, codec, projection.hear),
    differences: (message, at, call) => projection.differences(codec.decode(message), at, call),
  };
}
