import { pause } from '@killrvideo/core';

import { startServer, type ServerProcess } from '../../workspace/server-process';
import { bundleServer } from '../bundle-server';
import { cpuTimeMs } from '../cpu-time';
import { metricOf } from '../metric-of';
import { GROUP } from './group-name';

/** It is told of subscriptions within 5 s, and may be put off for several seconds after it was away. */
const HAS_ALL_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 200;

/** A group that has subscribed to the events of a service, in a process of its own that is there or not. */
export interface ConsumerGroup {
  /** Starts its process if it does not run; resolves when it has taken all that the service has published. */
  appear(): Promise<void>;
  /** Ends its process; the group stays subscribed. */
  stop(): Promise<void>;
  /** What it has taken from the service so far. */
  taken(): Promise<number>;
  /** CPU of its process since it appeared last, in milliseconds. */
  cpuMs(): number;
}

export async function consumerGroup(
  app: string,
  publisher: ServerProcess,
  environment: Readonly<Record<string, string>>,
): Promise<ConsumerGroup> {
  const script = await bundleServer('events/consumer');
  const ofGroup = (metric: string) =>
    metricOf(publisher, `${metric}{service="${app}",consumer_group="${GROUP}"}`);
  let process: ServerProcess | undefined;

  const hasAll = async (): Promise<void> => {
    const deadline = performance.now() + HAS_ALL_WITHIN_MS;
    while ((await ofGroup('events_lag_seconds')) !== 0) {
      if (performance.now() > deadline) {
        throw new Error(`the group did not have the events of ${app} after ${HAS_ALL_WITHIN_MS / 1000} s`);
      }
      await pause(LOOK_EVERY_MS);
    }
  };

  return {
    async appear() {
      if (process === undefined) {
        process = await startServer(script, environment);
        await process.ready();
      }
      await hasAll();
    },
    async stop() {
      await process?.stop();
      process = undefined;
    },
    taken: async () => (await ofGroup('events_delivered_total')) ?? 0,
    cpuMs: () => (process === undefined ? 0 : cpuTimeMs(process.pid)),
  };
}
