import type { Cassandra } from '@killrvideo/cassandra';
import { pause, type Log } from '@killrvideo/core';

import { every } from '../every';
import { ownSteps } from '../own-steps';
import { subscriptions } from '../subscriptions';

/** Publishers that cannot reach a group which was killed keep its events for so long, and for as long as they look away. */
const ENDS_AFTER_SECONDS = 20;
/** Two of them may fail. */
const RENEWED_EVERY_MS = 6000;

/** The subscription of a group that comes and goes. */
export interface PassingSubscription {
  /** Ends it at once. Throws `unavailable` where that cannot be said: then it ends by itself within 20 s. */
  stop(): Promise<void>;
}

/**
 * Subscribes a group until `stop`, or until its process is killed: the subscription ends by itself unless it is renewed.
 * Throws DomainErrors.
 */
export async function passingSubscription(options: {
  readonly group: string;
  readonly types: readonly string[];
  readonly cassandra: Cassandra;
  readonly log: Log;
}): Promise<PassingSubscription> {
  const { group, types, cassandra, log } = options;
  const what = `the subscription of ${group}`;
  const own = subscriptions(cassandra);
  const stopping = new AbortController();
  const { signal } = stopping;
  const step = ownSteps(what, signal);
  const renew = (): Promise<void> => step((call) => own.listenFor(ENDS_AFTER_SECONDS, group, types, call));

  await renew();
  const renewing = pause(RENEWED_EVERY_MS, signal).then(() =>
    every(RENEWED_EVERY_MS, `renewing ${what}`, renew, signal, log),
  );
  return {
    async stop() {
      stopping.abort();
      await renewing; // what it has under way must not come after the end
      await ownSteps(what, new AbortController().signal)((call) => own.leave(group, types, call));
    },
  };
}
