import type { CallContext } from '@killrvideo/core';

/** What a service does when it hears of one type of events. */
export interface EventListener {
  /** The full name of its proto: `killrvideo.comments.events.UserCommentedOnVideo`. */
  readonly type: string;
  /** Decodes and hears; see `listensTo`. */
  readonly hear: (message: Uint8Array, at: bigint, call: CallContext) => Promise<void>;
}

/**
 * Hears of events of a type by what ts-proto has generated for its message. `hear` may be called more than once for the
 * same event, and for those of several writers in any order: it is idempotent by what it writes, and `at`, the write time of
 * the facts in microseconds since 1970, says which is later. It throws DomainErrors: `unavailable` and
 * `deadline-exceeded` bring the event again later, whatever else it throws refuses it.
 */
export function listensTo<Message>(
  type: string,
  codec: { decode(bytes: Uint8Array): Message },
  hear: (message: Message, at: bigint, call: CallContext) => Promise<void>,
): EventListener {
  return { type, hear: (message, at, call) => hear(codec.decode(message), at, call) };
}
