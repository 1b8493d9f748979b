import type { Cassandra } from '@killrvideo/cassandra';
import { pause, type CallContext, type Log } from '@killrvideo/core';
import { withEtcdLock } from '@killrvideo/discovery';
import type { Logger } from 'pino';

import { readConfig, type Config } from './config';
import { createLogger } from './logger';
import { openDatabase } from './open-database';
import { EXIT_MISCONFIGURED, exitOnMisconfiguration, exitOnUncaught } from './process-exit';
import type { AppManifest } from './service-module';

/** What a task works with. */
export interface TaskResources {
  readonly cassandra: Cassandra;
  readonly log: Log;
  /** A call for one step of the task, with its deadline; given up when the task is told to stop. */
  readonly call: (withinMs: number) => CallContext;
  /** Resolves after the time, or rejects when the task is told to stop. */
  readonly pause: (ms: number) => Promise<void>;
}

/** Work on a service's tables that somebody starts, that ends by itself, and that may run while the service does. */
export interface Task<Options> {
  /** `ratings-repair`; of several runs at once only one works, the others say so. */
  readonly name: string;
  /** The text of the schema file of the service. */
  readonly schema: string;
  /** Reads the words of the command line; undefined when they make no sense. */
  readonly readArguments: (args: readonly string[]) => Options | undefined;
  readonly usage: string;
  /** Resolves with whether all is well at the end. */
  readonly run: (resources: TaskResources, options: Options) => Promise<boolean>;
}

const CONNECTED_WITHIN_MS = 60_000;
const LOCKED_WITHIN_MS = 5000;
const STOP_WITHIN_MS = 5000;

/**
 * Runs the task with the configuration of its service and ends the process: 0 when all is well at the end, 1 when not,
 * 2 when the command line or the environment makes no sense. At SIGTERM or SIGINT the step under way is given up; a
 * second signal ends the process at once.
 */
export async function runTask<Options>(manifest: AppManifest, task: Task<Options>): Promise<void> {
  const options = task.readArguments(process.argv.slice(2));
  if (options === undefined) {
    console.error(task.usage);
    process.exit(EXIT_MISCONFIGURED);
  }
  try {
    const config = readConfig(process.env, manifest);
    const log = createLogger(task.name, config.loggingLevel);
    exitOnUncaught(log);
    const stop = stopOnSignal(log);
    process.exit((await succeeds(config, task, options, log, stop)) ? 0 : 1);
  } catch (error) {
    exitOnMisconfiguration(error);
  }
}

async function succeeds<Options>(
  config: Config,
  task: Task<Options>,
  options: Options,
  log: Logger,
  stop: AbortSignal,
): Promise<boolean> {
  const database = openDatabase(config, { schemas: [task.schema], observe: () => {}, log });
  try {
    await Promise.race([database.opened(), failAfter(CONNECTED_WITHIN_MS, stop)]);
    let isWell = false;
    const work = async (): Promise<void> => {
      const call = (withinMs: number) => callOf(task.name, withinMs, stop);
      const resources = { cassandra: database.cassandra, log, call };
      isWell = await task.run({ ...resources, pause: (ms) => pauseUnlessStopped(ms, stop) }, options);
    };
    await withEtcdLock([...config.etcdEndpoints], `${task.name}-${config.cassandra.keyspace}`, work, {
      deadlineMs: LOCKED_WITHIN_MS,
    });
    return isWell;
  } catch (error) {
    if (stop.aborted) log.warn({}, 'stopped before it was done: run it again');
    else log.error({ err: error }, `failed, run it again: ${(error as Error).message}`);
    return false;
  } finally {
    await database.close();
  }
}

function callOf(requestId: string, withinMs: number, stop: AbortSignal): CallContext {
  return {
    requestId,
    traceparent: undefined,
    tracestate: undefined,
    deadline: performance.now() + withinMs,
    get cancelled() {
      return stop.aborted;
    },
  };
}

async function failAfter(ms: number, stop: AbortSignal): Promise<never> {
  await pauseUnlessStopped(ms, stop);
  throw new Error(`Cassandra did not answer within ${ms / 1000} s`);
}

async function pauseUnlessStopped(ms: number, stop: AbortSignal): Promise<void> {
  await pause(ms, stop);
  if (stop.aborted) throw new Error('told to stop');
}

/** Aborts at the first signal; a second one, or a stop that takes too long, ends the process. */
function stopOnSignal(log: Logger): AbortSignal {
  const stop = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stop.signal.aborted) process.exit(1);
    log.info({ signal }, 'stopping');
    stop.abort();
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return stop.signal;
}
