import type { OutboxEvent } from '../outbox-event';

/** What a group says of one event. */
export type Outcome =
  | { readonly kind: 'done' }
  /** It cannot take this event: after a number of tries it is a dead letter. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It cannot take it now: it is asked again for as long as the subscription stands. */
  | { readonly kind: 'later' };

/** The way to the groups: by gRPC, within the process, through a broker. */
export interface Courier {
  /**
   * Brings the events, in their order, to one instance of the group, and gives one outcome for each, in the same order.
   * When it throws, all of them come again later. A group that says `later` of an event says so of all that follow it in
   * its aggregate. `signal` aborts when nobody waits any more.
   */
  deliver(group: string, events: readonly OutboxEvent[], signal: AbortSignal): Promise<readonly Outcome[]>;
  /** A service delivers to the group no more: what is kept to reach it may go. Another one may go on, and begins anew. */
  forget(group: string): void;
}
