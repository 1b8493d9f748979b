import type { ConsumeEvents } from '../consuming/consume-events';
import { batchStep } from './batch-step';
import type { Courier } from './courier';

/** Groups that live in this process are reached without etcd and without a socket; all others by `courier`. */
export function sameProcessFirst(groups: ReadonlyMap<string, ConsumeEvents>, courier: Courier): Courier {
  return {
    forget: (group) => courier.forget(group),
    deliver(group, events, signal) {
      const consume = groups.get(group);
      return consume === undefined
        ? courier.deliver(group, events, signal)
        : batchStep(group, signal)((call) => consume(events, call));
    },
  };
}
