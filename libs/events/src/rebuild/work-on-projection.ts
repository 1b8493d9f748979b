import type { Log } from '@killrvideo/core';

import type { ToldHistory } from '../history/told-history';
import { ownSteps, type OwnSteps } from '../own-steps';
import type { RebuildsTable } from '../storage/rebuilds-table';
import { atMostEvery } from './at-most-every';
import { patience, type Patience } from './patience';
import type { Projection } from './projection';
import type { RebuildSettings } from './settings';

/** What somebody has asked for about one projection. */
export interface AskedWork {
  readonly service: string;
  readonly projection: Projection;
  readonly owner: ToldHistory;
  readonly table: RebuildsTable;
  readonly settings: RebuildSettings;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** The same, with how it goes about it. */
export interface WorkOnProjection extends AskedWork {
  readonly step: OwnSteps;
  /** Waits for what is away. */
  readonly until: Patience;
  /** Says now and then how far it is; of how many, where that is about known. */
  readonly sayHowFar: (doing: string, done: number, total: number | undefined) => void;
}

/** Large aggregates have thousands of rows. */
const STEP_WITHIN_MS = 60_000;

/** `name` is what it does, for logs: `the check`. */
export function workOnProjection(name: string, asked: AskedWork): WorkOnProjection {
  const { service, projection, settings, signal, log } = asked;
  const { type } = projection;
  const say = atMostEvery(settings.progressEveryMs, ([doing, progress]: [string, object]) =>
    log.info({ type, progress }, doing),
  );
  return {
    ...asked,
    step: ownSteps(`${name} of ${service}`, signal, STEP_WITHIN_MS),
    until: patience({
      ...{ of: `${name} of ${service} from ${type}`, signal, log },
      atMostMs: settings.putOffAtMostMs,
    }),
    sayHowFar: (doing, done, total) => say([doing, { done, total }]),
  };
}
