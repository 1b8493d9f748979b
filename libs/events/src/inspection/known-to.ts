import type { Cassandra } from '@killrvideo/cassandra';
import { pause } from '@killrvideo/core';

import { ownSteps } from '../own-steps';
import { EVENT_SETTINGS, type EventSettings } from '../settings';
import { publishingServices } from '../storage/publishing-services';
import { LEFT, writersTable } from '../storage/writers-table';

/** How many processes of a service deliver to a group. */
export interface KnownTo {
  readonly service: string;
  readonly processes: number;
}

const LOOK_EVERY_MS = 500;
/** For what a read and a write take on a busy machine. */
const MARGIN_MS = 1500;

/**
 * Waits until every process that publishes has read who is subscribed, and returns those that deliver to the group, which
 * has just subscribed: with its beat a process says to which groups it delivers. That takes as long as it reads and
 * beats, 9.5 s at most; no longer than until all that live name the group. Throws `unavailable`, or that `signal` has aborted.
 */
export async function knownTo(options: {
  readonly group: string;
  readonly cassandra: Cassandra;
  readonly keyspace: string;
  readonly signal: AbortSignal;
  readonly settings?: Pick<EventSettings, 'tidyEveryMs' | 'beatEveryMs'>;
}): Promise<KnownTo[]> {
  const { group, cassandra, keyspace, signal, settings = EVENT_SETTINGS } = options;
  const step = ownSteps(`who knows of ${group}`, signal);
  const services = await step((call) => publishingServices(cassandra, keyspace, call));
  const begun = performance.now();
  /** The beats that were found first: who lives has another one soon. */
  const firstBeats = new Map<string, number>();

  const look = async (): Promise<{ known: KnownTo[]; isKnownToAll: boolean }> => {
    const known: KnownTo[] = [];
    let isKnownToAll = true;
    for (const service of services) {
      const rows = await step((call) => writersTable(cassandra, service).all(call));
      const processes = rows.filter(({ writer, beat, lows }) => {
        const first = firstBeats.get(writer) ?? beat;
        firstBeats.set(writer, first);
        const isAlive = beat !== first && beat !== LEFT;
        if (isAlive && !lows.has(group)) isKnownToAll = false;
        return isAlive && lows.has(group);
      }).length;
      if (processes > 0) known.push({ service, processes });
    }
    return { known, isKnownToAll };
  };
  for (;;) {
    const { known, isKnownToAll } = await look();
    const tookMs = performance.now() - begun;
    const haveAllBeaten = tookMs > settings.beatEveryMs + MARGIN_MS;
    const haveAllRead = tookMs > settings.tidyEveryMs + settings.beatEveryMs + MARGIN_MS;
    if (haveAllRead || (haveAllBeaten && isKnownToAll)) return known;
    await pause(LOOK_EVERY_MS, signal);
  }
}
