import { atMost, type Log } from '@killrvideo/core';
import type { Logger } from 'pino';

import { adminListener } from './admin-listener';
import { announcing } from './announce';
import type { AppManifest } from './app-manifest';
import { logCalls } from './call-log';
import { composeServices } from './compose-services';
import { inUse, processGroups, type ProcessGroups } from './configuration/process-groups';
import { advertisedProblems } from './configuration/process-variables';
import { readVariables, type Configuration } from './configuration/read-variables';
import { grpcListeners } from './grpc-listeners';
import { createLogger } from './logger';
import { createMetrics } from './metrics/metrics';
import { ownServices } from './own-services';
import { lifeOf, type Part } from './parts';
import { exitOnMisconfiguration, exitOnUncaught, startFailure } from './process-exit';
import { processHost } from './process-host';
import { readiness } from './readiness';
import type { ServiceModule } from './service-module';
import { stopSignal } from './stop-signal';
import { keepGarbageYoung } from './young-garbage';

/** At a stop, beside draining, the parts of services and what they share: deregistration, the admin port's goodbye. */
const STOP_MARGIN_MS = 5000;
/** As `Composed` asks of them. */
const PART_STOPS_WITHIN_MS = 2000;

/** Runs the services in this process until SIGTERM or SIGINT: the whole life of an app, all-in-one or not. */
export async function runProcess(manifest: AppManifest, modules: readonly ServiceModule[]): Promise<void> {
  keepGarbageYoung();
  try {
    const groups = processGroups(manifest);
    const configuration = readVariables(
      process.env,
      manifest.name,
      [...inUse(groups), ...modules.flatMap(({ variables }) => variables.map(({ group }) => group))],
      (read) => advertisedProblems(read, groups.process, process.env),
    );
    const log = createLogger(manifest.name, configuration.valuesOf(groups.process).loggingLevel);
    exitOnUncaught(log);
    await live(modules, { app: manifest.name, groups, configuration, log });
  } catch (error) {
    exitOnMisconfiguration(error);
  }
}

interface Known {
  readonly app: string;
  readonly groups: ProcessGroups;
  readonly configuration: Configuration;
  readonly log: Logger;
}

/** Resolves when all runs. */
async function live(modules: readonly ServiceModule[], known: Known): Promise<void> {
  const { log } = known;
  const { parts, stopWithinMs } = partsOf(modules, known);
  const life = lifeOf(parts);
  const stop = stopSignal(log, stopWithinMs);
  stop.addEventListener('abort', () => void stopAndExit(life.stop, log), { once: true });
  try {
    await life.started;
  } catch (error) {
    const tellAndExit = startFailure(error, log); // before the stop, which may take its time
    await atMost(stopWithinMs, life.stop()).catch((another: unknown) =>
      log.error({ err: another }, 'the stop failed'),
    );
    tellAndExit();
  }
}

/** In the order of their start; the way back is the reverse: not found any more → drained → parts → database. */
function partsOf(
  modules: readonly ServiceModule[],
  { app, groups, configuration, log }: Known,
): { readonly parts: readonly Part[]; readonly stopWithinMs: number } {
  const values = configuration.valuesOf(groups.process);
  const metrics = createMetrics();
  const own = ownServices();
  const host = processHost({
    ...{ configuration, log, ownService: (service) => own.sourceOf(service) },
    observeQuery: metrics.cassandra.observeQuery,
    observer: metrics.clients.observer,
  });
  const composed = composeServices(modules, host, (service) => metrics.ownOf(service));
  const database = host.database();
  if (database) metrics.cassandra.watch(database);
  metrics.clients.watch(host.clients());
  const shared = host.events.grpcServices();

  const logCall = groups.calls && logCalls(log, configuration.valuesOf(groups.calls).slowCallMs);
  const listeners = grpcListeners(composed, {
    ...{ shared, groups, configuration, observeStart: metrics.calls.observeStart },
    observe: (outcome) => {
      metrics.calls.observe(outcome);
      logCall?.(outcome);
    },
  });
  const ready = readiness();
  const admin = adminListener({
    address: values.listenAddress,
    port: values.adminPort,
    variable: groups.process.adminPort.name,
    metrics,
    notReadyBecause: () => ready.notReadyBecause(),
  });
  const announcement = announcing(composed, {
    ...{ listeners, shared, admin, readiness: ready, log },
    etcd: configuration.valuesOf(groups.etcd),
    advertisedAddress: values.advertisedAddress ?? values.listenAddress,
    instance: values.instance,
    version: values.version,
  });
  metrics.watch({
    ...{ app, version: values.version, listeners, shared },
    publishers: host.events.publishers(),
    rebuilds: host.events.rebuilds(),
    services: composed.map((service) => ({
      ...service,
      isRegistered: () => announcement.isRegistered(service.name),
    })),
  });
  const ofListeners = [listeners.internal, listeners.open].flatMap((each) => (each ? [each.part] : []));
  const wayToOwn = own.part(composed, listeners.open, values.listenAddress);
  const ofServices = composed.flatMap(({ parts }) => parts);
  return {
    parts: [admin.part, ...host.parts(), ...ofServices, ...ofListeners, wayToOwn, announcement.part],
    stopWithinMs:
      ofListeners.length * values.drainMs +
      (host.parts().length + ofServices.length) * PART_STOPS_WITHIN_MS +
      STOP_MARGIN_MS,
  };
}

async function stopAndExit(stop: () => Promise<void>, log: Log): Promise<void> {
  try {
    await stop();
    log.info({}, 'stopped');
    process.exit(0);
  } catch (error) {
    log.error({ err: error }, 'the stop failed');
    process.exit(1);
  }
}
