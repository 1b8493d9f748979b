import { setMaxListeners } from 'node:events';

import { DomainError } from '@killrvideo/core';
import { withEtcdLock } from '@killrvideo/discovery';

import { addComments } from './fill/add-comments';
import { addPlays } from './fill/add-plays';
import { addRatings } from './fill/add-ratings';
import { addUsers } from './fill/add-users';
import { addVideos } from './fill/add-videos';
import { CALLS_AT_ONCE, type Work } from './fill/work';
import { planSampleData, type Plan } from './plan/plan';
import type { Progress } from './progress';
import { findServices, type Whereabouts } from './services/find-services';
import { perService, type PerService } from './services/needed-services';
import { patientClient } from './services/patient-client';

/** What to fill in, and where. */
export interface FillOptions {
  readonly seed: number;
  readonly videos: number;
  readonly whereabouts: Whereabouts;
  /** How long services may take to appear in etcd. */
  readonly patienceMs: number;
  readonly progress: Progress;
  readonly say: (line: string) => void;
  /** Aborted: no further call is made; what is missing is made by the next run. */
  readonly signal: AbortSignal;
}

/** How many were made by this run, and how many were there before. */
export interface Count {
  made: number;
  there: number;
}

export interface Filled {
  readonly plan: Plan;
  readonly counts: ReadonlyMap<string, Readonly<Count>>;
  readonly seconds: number;
  readonly addresses: PerService<readonly string[]>;
}

/** Longer than a killed run holds the lock (15 s), and than most runs take. */
const LOCK_WITHIN_MS = 60_000;
const SAY_WAITING_AFTER_MS = 1500;

/** Makes what is missing of the plan, through the services, and nothing else: a second run changes nothing. */
export async function fillSampleData(options: FillOptions): Promise<Filled> {
  const startedAt = performance.now();
  // Every call that waits listens to it.
  setMaxListeners(2 * CALLS_AT_ONCE, options.signal);
  const addresses = await findServices(options.whereabouts, options);
  const plan = planSampleData(options);
  let counts: ReadonlyMap<string, Count> = new Map();
  await alone(options, async () => {
    counts = await fill(plan, addresses, options);
  });
  return { plan, counts, seconds: (performance.now() - startedAt) / 1000, addresses };
}

async function fill(
  plan: Plan,
  addresses: PerService<readonly string[]>,
  { whereabouts, progress, signal }: FillOptions,
): Promise<ReadonlyMap<string, Count>> {
  const isDirect = 'etcd' in whereabouts; // services of one system: no proxy stands between them
  const services = perService((name) => patientClient(addresses[name], { signal, isDirect }));
  const totals = totalsOf(plan);
  const counts = new Map<string, Count>();
  const step = async <T>(kind: keyof typeof totals, add: (work: Work) => Promise<T>): Promise<T> => {
    const count: Count = { made: 0, there: 0 };
    counts.set(kind, count);
    const tell: Work['tell'] = (what, many = 1) => {
      count[what] += many;
      progress.advance(many);
    };
    progress.begin(kind, totals[kind]);
    try {
      return await add({ plan, services, signal, tell });
    } finally {
      progress.end();
    }
  };

  try {
    await Promise.all(Object.values(services).map((service) => service.connected()));
    await step('users', addUsers);
    const addedDates = await step('videos', addVideos);
    await step('ratings', addRatings);
    await step('plays', addPlays);
    // Last, since a comment waits for its time, which is a moment after its video's.
    await step('comments', (work) => addComments(work, addedDates));
  } finally {
    perService((name) => services[name].close());
  }
  return counts;
}

function totalsOf({ users, videos }: Plan) {
  const total = (amountOf: (video: (typeof videos)[number]) => number): number =>
    videos.reduce((sum, video) => sum + amountOf(video), 0);
  return {
    users: users.length,
    videos: videos.length,
    ratings: total(({ ratings }) => ratings.length),
    plays: total(({ plays }) => plays),
    comments: total(({ comments }) => comments.length),
  };
}

/** Two runs at once would both top up the plays. Where there is no etcd, nothing holds the second one back. */
async function alone({ whereabouts, say, signal }: FillOptions, work: () => Promise<void>): Promise<void> {
  if ('address' in whereabouts) return work();
  let begun = false;
  const waiting = setTimeout(
    () => say(`Waiting for another run of the sample data, at most ${LOCK_WITHIN_MS / 1000} s …`),
    SAY_WAITING_AFTER_MS,
  );
  try {
    await withEtcdLock(
      { endpoints: whereabouts.etcd },
      'sample-data',
      () => {
        begun = true;
        clearTimeout(waiting);
        return work();
      },
      { deadlineMs: LOCK_WITHIN_MS, signal },
    );
  } catch (error) {
    if (begun || signal.aborted || !(error instanceof DomainError)) throw error;
    throw new Error('another run of the sample data goes on: wait for its end, then run this again', {
      cause: error,
    });
  } finally {
    clearTimeout(waiting);
  }
}
