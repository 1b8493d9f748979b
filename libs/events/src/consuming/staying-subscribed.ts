import type { Cassandra } from '@killrvideo/cassandra';
import { atMost, type Condition, type Log } from '@killrvideo/core';

import { every } from '../every';
import { ownSteps } from '../own-steps';
import { subscriptions } from '../subscriptions';
import { untilMet } from '../until-met';

/** How soon a group that runs is subscribed again after somebody has ended that; one that is away stays subscribed. */
export const SUBSCRIBED_AGAIN_WITHIN_MS = 10_000;
/** A statement that is under way ends by itself. */
const ENDED_WITHIN_MS = 200;

/** Sees to it that a group is subscribed to what it listens to. */
export interface StayingSubscribed {
  start(): void;
  stop(): Promise<void>;
}

/**
 * Subscribes the group as soon as there are tables, and looks again and again whether it still is: somebody may have
 * ended it, or it has lapsed. A group that stops stays subscribed.
 */
export function stayingSubscribed(options: {
  readonly group: string;
  readonly types: readonly string[];
  readonly cassandra: Cassandra;
  readonly ready: Condition;
  /** Whether the group asks for what happened before, and renews what has lapsed: see `rebuilding`. */
  readonly hearsThePast: boolean;
  readonly log: Log;
}): StayingSubscribed {
  const { group, types, cassandra, ready, hearsThePast, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const step = ownSteps(`the subscription of ${group}`, signal);
  const own = subscriptions(cassandra);
  let isLapseTold = false;

  const look = async (): Promise<void> => {
    const { added, lapsed } = await step((call) => own.subscribe(group, types, call));
    if (added.length > 0) {
      const past = hearsThePast ? 'are asked for' : 'do not come';
      log.info({ group, types: added }, `subscribed to events: those from before ${past}`);
    }
    if (lapsed.length > 0 && !isLapseTold && !hearsThePast) {
      log.error({ group, types: lapsed }, 'subscriptions have lapsed: the group must be built anew');
    }
    isLapseTold = lapsed.length > 0;
  };
  const stay = async (): Promise<void> => {
    await untilMet(ready, signal);
    await every(SUBSCRIBED_AGAIN_WITHIN_MS, `subscribing ${group} to events`, look, signal, log);
  };

  let atWork: Promise<void> = Promise.resolve();
  return {
    start() {
      atWork = stay();
    },
    async stop() {
      stopping.abort();
      await atMost(ENDED_WITHIN_MS, atWork);
    },
  };
}
