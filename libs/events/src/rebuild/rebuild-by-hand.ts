import type { Cassandra } from '@killrvideo/cassandra';
import { reasonOf, type Log } from '@killrvideo/core';

import { consumeEvents } from '../consuming/consume-events';
import type { ToldHistory } from '../history/told-history';
import { rebuildsTable } from '../storage/rebuilds-table';
import { subscriptionsTable, type Subscription } from '../storage/subscriptions-table';
import { compare } from './compare';
import type { Projection } from './projection';
import { rebuildProjection } from './rebuild-projection';
import { rebuildLock, type Exclusively } from './rebuilding';
import { REBUILD_SETTINGS, type RebuildSettings } from './settings';
import { workOnProjection, type WorkOnProjection } from './work-on-projection';

/**
 * What somebody does about the projections of a service, whether that runs or not: one after the other, of each one at a time,
 * with the rebuilds of the service itself. What is away is waited for. Both throw when `signal` aborts.
 */
export interface RebuildByHand {
  /**
   * Has all that happened heard again, and forgotten what the owners have not any more. Resolves with whether all is well:
   * nothing was refused, and each projection was rebuilt.
   */
  rebuild(signal: AbortSignal): Promise<boolean>;
  /** Says each difference to what a rebuild would make, and changes nothing. Resolves with whether there are none. */
  check(signal: AbortSignal): Promise<boolean>;
}

/** Events may be on their way. */
const LOOK_AGAIN_AFTER_MS = 1000;
const BY_HAND: RebuildSettings = { ...REBUILD_SETTINGS, progressEveryMs: 2000 };

export function rebuildByHand(options: {
  readonly service: string;
  readonly projections: readonly Projection[];
  readonly cassandra: Cassandra;
  readonly historyOf: (type: string) => ToldHistory;
  readonly exclusively: Exclusively;
  readonly log: Log;
  readonly settings?: RebuildSettings;
}): RebuildByHand {
  const { service, projections, cassandra, historyOf, exclusively, log } = options;
  const { settings = BY_HAND } = options;
  const table = rebuildsTable(cassandra, service);
  const consume = consumeEvents(service, projections, log);

  const subscriptionOf = async ({
    projection,
    until,
    step,
  }: WorkOnProjection): Promise<Subscription | undefined> => {
    const all = await until(() => step((call) => subscriptionsTable(cassandra).of(projection.type, call)));
    return all.find(({ group, isLapsed }) => group === service && !isLapsed);
  };
  const rebuildOne = async (work: WorkOnProjection): Promise<boolean> => {
    const subscription = await subscriptionOf(work);
    if (subscription !== undefined) return rebuildProjection(work, subscription.since, consume);
    const { type } = work.projection;
    log.error({ type }, `${service} has not subscribed: start it, and it hears all that happened by itself`);
    return false;
  };
  const checkOne = async (work: WorkOnProjection): Promise<boolean> => {
    const { projection, until, step } = work;
    const { total } = await until(() => step((call) => table.of(projection.type, call)));
    const { lookedAt, differences } = await compare({
      ...{ ...work, pageSize: settings.pageSize, lookAgainMs: LOOK_AGAIN_AFTER_MS },
      tell: (line) => log.warn({}, line),
      note: (doing, done) => work.sayHowFar(doing, done, total),
    });
    log.info(
      { type: projection.type },
      `${lookedAt} ${projection.noun}s looked at, ${differences} differences`,
    );
    return differences === 0;
  };

  /** Resolves with false also where it had no turn. */
  const alone = async (
    name: string,
    projection: Projection,
    signal: AbortSignal,
    work: (work: WorkOnProjection) => Promise<boolean>,
  ): Promise<boolean> => {
    const { type } = projection;
    let isBegun = false;
    let isWell = false;
    const begin = async (): Promise<void> => {
      isBegun = true;
      const asked = { service, projection, owner: historyOf(type), table, settings, signal, log };
      isWell = await work(workOnProjection(name, asked));
    };
    try {
      await exclusively(rebuildLock(service, type), begin, signal);
    } catch (error) {
      if (isBegun || signal.aborted) throw error;
      const problem = `another rebuild of ${service} is at work, or etcd is away: run it again later`;
      log.error({ type, reason: reasonOf(error) }, problem);
    }
    return isWell;
  };
  const each = async (work: (projection: Projection) => Promise<boolean>): Promise<boolean> => {
    let isWell = true;
    for (const projection of projections) isWell = (await work(projection)) && isWell;
    return isWell;
  };

  return {
    rebuild: (signal) => each((projection) => alone('the rebuild', projection, signal, rebuildOne)),
    check: (signal) => each((projection) => alone('the check', projection, signal, checkOne)),
  };
}
