import {
  DomainError,
  metWithin,
  ownCall,
  pauseFor,
  sooner,
  type CallContext,
  type Condition,
  type Log,
} from '@killrvideo/core';
import { withEtcdLock } from '@killrvideo/discovery';
import type { Logger } from 'pino';

import type { AppManifest } from './app-manifest';
import { cassandraVariables } from './configuration/cassandra-variables';
import { etcdVariables } from './configuration/etcd-variables';
import { processVariables } from './configuration/process-variables';
import { readVariables, type Configuration } from './configuration/read-variables';
import { createLogger } from './logger';
import { supplied, type Needs, type Supplied } from './needs/need';
import { lifeOf } from './parts';
import { EXIT_MISCONFIGURED, exitOnMisconfiguration, exitOnUncaught } from './process-exit';
import { processHost } from './process-host';
import { stopSignal } from './stop-signal';

/** What a task works with, beside what it has stated that it needs. */
export interface TaskResources {
  readonly log: Log;
  /** A call for one step of the task, with its deadline; given up when the task is told to stop. */
  readonly call: (withinMs: number) => CallContext;
  /** Resolves after the time, or rejects when the task is told to stop. */
  readonly pause: (ms: number) => Promise<void>;
  /** Aborts when the task is told to stop. */
  readonly signal: AbortSignal;
}

/** Work on a service's tables that somebody starts, that ends by itself, and that may run while the service does. */
export interface Task<N extends Needs, Options> {
  /** `ratings-repair`; of several runs at once only one works, the others say so. */
  readonly name: string;
  readonly needs: N;
  /** Reads the words of the command line; undefined when they make no sense. */
  readonly readArguments: (args: readonly string[]) => Options | undefined;
  readonly usage: string;
  /** Resolves with whether all is well at the end. */
  readonly run: (given: Supplied<N> & TaskResources, options: Options) => Promise<boolean>;
}

const READY_WITHIN_MS = 60_000;
const LOCKED_WITHIN_MS = 5000;
const STOP_WITHIN_MS = 5000;

/**
 * Runs the task with the configuration of its service and ends the process: 0 when all is well at the end, 1 when not,
 * 2 when the command line or the environment makes no sense. At SIGTERM or SIGINT the step under way is given up; a
 * second signal ends the process at once.
 */
export async function runTask<N extends Needs, Options>(
  manifest: AppManifest,
  task: Task<N, Options>,
): Promise<void> {
  const options = task.readArguments(process.argv.slice(2));
  if (options === undefined) {
    console.error(task.usage);
    process.exit(EXIT_MISCONFIGURED);
  }
  try {
    const variables = processVariables(manifest);
    const groups = Object.values(task.needs).map((need) => need.variables);
    const configuration = readVariables(process.env, task.name, [
      ...[variables, etcdVariables, cassandraVariables],
      ...groups,
    ]);
    const log = createLogger(task.name, configuration.valuesOf(variables).loggingLevel);
    exitOnUncaught(log);
    const stop = stopSignal(log, STOP_WITHIN_MS);
    process.exit((await succeeds(configuration, manifest, task, options, log, stop)) ? 0 : 1);
  } catch (error) {
    exitOnMisconfiguration(error);
  }
}

async function succeeds<N extends Needs, Options>(
  configuration: Configuration,
  manifest: AppManifest,
  task: Task<N, Options>,
  options: Options,
  log: Logger,
  stop: AbortSignal,
): Promise<boolean> {
  const shared = processHost({ configuration, observeQuery: () => {}, log });
  const host = shared.hostFor(manifest.name);
  const given = supplied(task.needs, host);
  const life = lifeOf(shared.parts());
  const whole = ownCall(task.name, Infinity);
  stop.addEventListener('abort', () => whole.end(), { once: true });
  try {
    await life.started;
    await readyWithin(READY_WITHIN_MS, host.ready(), stop);
    let isWell = false;
    const work = async (): Promise<void> => {
      const call = (withinMs: number) => sooner(whole, performance.now() + withinMs);
      const pause = (ms: number) => pauseFor(whole, ms);
      isWell = await task.run({ ...given, log, call, pause, signal: stop }, options);
    };
    const etcd = configuration.valuesOf(etcdVariables);
    const { keyspace } = configuration.valuesOf(cassandraVariables);
    await withEtcdLock(etcd, `${task.name}-${keyspace}`, work, {
      deadlineMs: LOCKED_WITHIN_MS,
      signal: stop,
    });
    return isWell;
  } catch (error) {
    if (stop.aborted) log.warn({}, 'stopped before it was done: run it again');
    else log.error({ err: error }, `failed, run it again: ${(error as Error).message}`);
    return false;
  } finally {
    whole.end();
    await life.stop();
  }
}

/** Throws with what it still waits for when the time is over. */
async function readyWithin(ms: number, ready: Condition, stop: AbortSignal): Promise<void> {
  const waiting = await metWithin(ms, ready, stop);
  if (waiting === undefined) return;
  throw new DomainError('unavailable', `waited ${ms / 1000} s for ${waiting.for}: ${waiting.why}`);
}
