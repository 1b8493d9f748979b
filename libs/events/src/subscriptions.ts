import type { Cassandra } from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

import { subscriptionsTable, type Subscription } from './storage/subscriptions-table';

/** How groups subscribe, and end it. */
export interface Subscriptions {
  /**
   * The group hears of these types from now on, or still. Of those that were added it did not hear before; those that have
   * lapsed it hears of again only after `renew`. Of both it must build all anew, from the owners' histories.
   */
  subscribe(group: string, types: readonly string[], call: CallContext): Promise<Subscribed>;
  /** Hears of them again although they have lapsed; to be called before the group builds anew, never after. */
  renew(group: string, types: readonly string[], call: CallContext): Promise<void>;
  /** For one that comes and goes: it ends by itself after so many seconds, unless it is called again. */
  listenFor(seconds: number, group: string, types: readonly string[], call: CallContext): Promise<void>;
  /** Of all groups, in the order of groups and types. */
  all(call: CallContext): Promise<Subscription[]>;
  leave(group: string, types: readonly string[], call: CallContext): Promise<void>;
}

export interface Subscribed {
  readonly added: readonly string[];
  readonly lapsed: readonly string[];
}

export function subscriptions(cassandra: Cassandra, now: () => number = Date.now): Subscriptions {
  const table = subscriptionsTable(cassandra);
  const add = async (
    group: string,
    types: readonly string[],
    forSeconds: number,
    call: CallContext,
  ): Promise<void> => {
    const since = BigInt(now());
    await Promise.all(types.map((type) => table.add(type, group, since, forSeconds, call)));
  };

  return {
    async subscribe(group, types, call) {
      const found = await Promise.all(
        types.map(async (type) => {
          const all = await table.of(type, call);
          return { type, own: all.find((each) => each.group === group) };
        }),
      );
      const added = found.filter(({ own }) => own === undefined).map(({ type }) => type);
      await add(group, added, 0, call);
      return { added, lapsed: found.filter(({ own }) => own?.isLapsed).map(({ type }) => type) };
    },
    renew: (group, types, call) => add(group, types, 0, call),
    listenFor: (seconds, group, types, call) => add(group, types, seconds, call),
    all: (call) => table.all(call),
    async leave(group, types, call) {
      await Promise.all(types.map((type) => table.remove(type, group, call)));
    },
  };
}
