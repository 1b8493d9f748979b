import type { OutboxEvent } from '../outbox-event';
import type { Courier, Outcome } from './courier';

/** A group of this process: what a `Courier` promises, for itself. */
export type Consume = (events: readonly OutboxEvent[], signal: AbortSignal) => Promise<readonly Outcome[]>;

/** Groups that live in this process are reached without etcd and without a socket; all others by `courier`. */
export function sameProcessFirst(groups: ReadonlyMap<string, Consume>, courier: Courier): Courier {
  return {
    deliver(group, events, signal) {
      const consume = groups.get(group);
      return consume === undefined ? courier.deliver(group, events, signal) : consume(events, signal);
    },
  };
}
