import type { Cassandra } from '@killrvideo/cassandra';
import { atMost, pause, reasonOf, type Condition, type Log } from '@killrvideo/core';

import type { ConsumeEvents } from '../consuming/consume-events';
import type { ReadHistory } from '../history/told-history';
import { ownSteps } from '../own-steps';
import { fromTheBeginning, rebuildsTable, type RebuildProgress } from '../storage/rebuilds-table';
import { subscriptionsTable, type Subscription } from '../storage/subscriptions-table';
import { subscriptions } from '../subscriptions';
import { untilMet } from '../until-met';
import { atMostEvery } from './at-most-every';
import { hearThePast } from './hear-the-past';
import { REBUILD_SETTINGS, type RebuildSettings } from './settings';

/** How it stands with the past of one type, in plain numbers. */
export interface RebuildState {
  readonly type: string;
  /** Whether it is not yet heard whole, by this instance or another; undefined until that is known. */
  readonly isWanted: boolean | undefined;
  /** By this process, since its start. */
  readonly told: number;
  readonly refused: number;
}

/** The rebuilds of one service in this process. */
export interface Rebuilding {
  /** Begins to look whether any is wanted; waits for nobody. */
  start(): void;
  /** What was heard and not noted yet is heard again, by whoever goes on. */
  stop(): Promise<void>;
  state(): readonly RebuildState[];
}

/**
 * Runs the work while no other instance does such of this name. Throws `unavailable` at once where one does, or nobody can say.
 * It may happen that two do, of which the one was asleep.
 */
export type Exclusively = (name: string, work: () => Promise<void>, signal: AbortSignal) => Promise<void>;

/** The name under which one at a time is at the past of a type. */
export function rebuildLock(service: string, type: string): string {
  return `rebuild-${service}-${type}`;
}

/** A rebuild, and from where it goes on. */
interface Wanted {
  readonly from: RebuildProgress;
  /** The subscription must be made anew before. */
  readonly isLapsed: boolean;
}

/** More than this a part of a process may not take. */
const ENDED_WITHIN_MS = 1500;

/**
 * Sees to it that a service whose tables follow from events has heard what happened before it had subscribed: of each type,
 * by one instance, in the background. A rebuild is wanted while the `since` of the subscription is not the one for which the
 * last was finished. So one that was cut off is gone on with, by whoever comes, and one that has lapsed, or was ended and
 * made anew, brings about another one by itself.
 */
export function rebuilding(options: {
  readonly service: string;
  readonly types: readonly string[];
  readonly cassandra: Cassandra;
  /** Met while its tables are there. */
  readonly ready: Condition;
  readonly consume: ConsumeEvents;
  readonly historyOf: (type: string) => ReadHistory;
  readonly exclusively: Exclusively;
  readonly log: Log;
  readonly settings?: RebuildSettings;
}): Rebuilding {
  const { service, cassandra, ready, consume, historyOf, exclusively, log } = options;
  const settings = options.settings ?? REBUILD_SETTINGS;
  const stopping = new AbortController();
  const { signal } = stopping;
  const step = ownSteps(`the rebuilds of ${service}`, signal);
  const table = rebuildsTable(cassandra, service);
  const states = options.types.map((type) => ({
    ...{ type, told: 0, refused: 0 },
    isWanted: undefined as boolean | undefined,
  }));
  type State = (typeof states)[number];

  const subscriptionTo = async (type: string): Promise<Subscription | undefined> => {
    const all = await step((call) => subscriptionsTable(cassandra).of(type, call));
    return all.find(({ group }) => group === service);
  };
  /** Undefined: there is nothing to do. Where nobody has subscribed yet, that comes first. */
  const wanted = async (state: State): Promise<Wanted | undefined> => {
    const subscription = await subscriptionTo(state.type);
    if (subscription === undefined) return undefined;
    const { progress, finished } = await step((call) => table.of(state.type, call));
    const { since, isLapsed } = subscription;
    state.isWanted = isLapsed || since !== finished;
    if (!state.isWanted) return undefined;
    const begun = progress?.begun === since ? progress : undefined;
    return { isLapsed, from: begun ?? fromTheBeginning(since) };
  };
  /** Subscribed anew first: what happens while the past is heard is heard, too. */
  const renew = async (type: string): Promise<void> => {
    log.warn({ type }, 'a subscription has lapsed: it is made anew, and all that happened is heard again');
    await step((call) => subscriptions(cassandra).renew(service, [type], call));
  };

  const rebuild = async (state: State): Promise<void> => {
    const { type } = state;
    if ((await wanted(state))?.isLapsed) await renew(type);
    const found = await wanted(state);
    if (found === undefined) return; // another instance has done it just now
    const { told } = found.from;
    const sayHowFar = atMostEvery(settings.progressEveryMs, (fields: object) =>
      log.info(fields, 'hears what happened before'),
    );
    log.info({ type, told }, `${told === 0 ? 'begins' : 'goes on'} to hear what happened before`);
    const end = await hearThePast({
      ...{ service, type, from: found.from, consume, table, settings, signal, log },
      history: historyOf(type),
      heard(page, { told, refused }) {
        state.told += page.told;
        state.refused += page.refused;
        sayHowFar({ type, told, refused });
      },
    });
    log.info({ type, told: end.told, refused: end.refused }, 'has heard what happened before');
    await wanted(state);
  };
  const work = async (state: State): Promise<void> => {
    let isWaitTold = false;
    await untilMet(ready, signal);
    while (!signal.aborted) {
      // At first, too: of instances that subscribe at once, one `since` stands then.
      await pause(settings.lookEveryMs * (0.5 + Math.random()), signal);
      try {
        if ((await wanted(state)) !== undefined)
          await exclusively(rebuildLock(service, state.type), () => rebuild(state), signal);
        isWaitTold = false;
      } catch (error) {
        if (state.isWanted !== false && !isWaitTold && !signal.aborted)
          log.info({ type: state.type, reason: reasonOf(error) }, 'waits to hear what happened before');
        isWaitTold = true;
      }
    }
  };

  let atWork: Promise<unknown> = Promise.resolve();
  return {
    start() {
      atWork = Promise.all(states.map(work));
    },
    async stop() {
      stopping.abort();
      await atMost(ENDED_WITHIN_MS, atWork);
    },
    state: () => states,
  };
}
