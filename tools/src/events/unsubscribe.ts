import { ownCall } from '@killrvideo/core';
import { findInstances } from '@killrvideo/discovery';
import { SUBSCRIBED_AGAIN_WITHIN_MS, subscriptions } from '@killrvideo/events';
import { groupService } from '@killrvideo/runtime';

import { visibleText } from '../workspace/visible-text';
import type { Databases } from './databases';
import { shortType } from './event-types';

const ENDED_WITHIN_MS = 10_000;

/** Ends all subscriptions of a group, and says what that means. Throws with the groups that there are. */
export async function unsubscribe(
  { cassandra, etcd }: Databases,
  group: string,
  say: (line: string) => void,
): Promise<void> {
  const instances = await findInstances(etcd, groupService(group));
  const call = ownCall(`unsubscribing ${group}`, performance.now() + ENDED_WITHIN_MS);
  try {
    const all = await subscriptions(cassandra).all(call);
    const types = all.filter((each) => each.group === group).map(({ type }) => type);
    if (types.length === 0) throw new Error(unknown(group, [...new Set(all.map((each) => each.group))]));
    await subscriptions(cassandra).leave(group, types, call);
    const shown = types.map((type) => visibleText(shortType(type))).join(', ');
    say(`${visibleText(group)} is not subscribed any more to ${shown}`);
  } finally {
    call.end();
  }
  if (instances.length > 0) say(stillThere(instances));
}

function unknown(group: string, known: readonly string[]): string {
  const groups = known.length === 0 ? 'nobody has subscribed' : `there are ${known.join(', ')}`;
  return visibleText(`${group} has not subscribed to anything; ${groups}`);
}

function stillThere(instances: readonly string[]): string {
  const seconds = SUBSCRIBED_AGAIN_WITHIN_MS / 1000;
  return `It still runs, at ${instances.join(', ')}: a service subscribes again within ${seconds} s, and misses what happens until then. End it first, then repeat this.`;
}
