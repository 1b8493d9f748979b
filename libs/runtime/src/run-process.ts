import { formatAddress, type Log } from '@killrvideo/core';
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
import { createMetrics } from './metrics';
import { lifeOf, type Part } from './parts';
import { exitOnMisconfiguration, exitOnUncaught } from './process-exit';
import { processHost } from './process-host';
import { readiness } from './readiness';
import type { ServiceModule } from './service-module';
import { stopSignal } from './stop-signal';

/** What may take longer than draining at a stop: deregistration, the parts of services, the driver's goodbye. */
const STOP_MARGIN_MS = 5000;

/** Runs the services in this process until SIGTERM or SIGINT: the whole life of an app, all-in-one or not. */
export async function runProcess(manifest: AppManifest, modules: readonly ServiceModule[]): Promise<void> {
  try {
    const groups = processGroups(manifest);
    const configuration = readVariables(
      process.env,
      manifest.name,
      [...inUse(groups), ...modules.flatMap(({ variables }) => variables)],
      (read) => advertisedProblems(read, groups.process, process.env),
    );
    const { loggingLevel, drainMs } = configuration.valuesOf(groups.process);
    const log = createLogger(manifest.name, loggingLevel);
    exitOnUncaught(log);
    const life = lifeOf(partsOf(modules, { groups, configuration, log }));
    const stop = stopSignal(log, drainMs + STOP_MARGIN_MS);
    stop.addEventListener('abort', () => void stopAndExit(life.stop, log), { once: true });
    await life.started.catch(async (error: unknown) => {
      await life.stop();
      throw error;
    });
  } catch (error) {
    exitOnMisconfiguration(error);
  }
}

/** In the order of their start; the way back is the reverse: not found any more → drained → parts → database. */
function partsOf(
  modules: readonly ServiceModule[],
  given: {
    readonly groups: ProcessGroups;
    readonly configuration: Configuration;
    readonly log: Logger;
  },
): Part[] {
  const { groups, configuration, log } = given;
  const values = configuration.valuesOf(groups.process);
  const metrics = createMetrics();
  const host = processHost({ configuration, observeQuery: metrics.observeQuery, log });
  const composed = composeServices(modules, host);
  const database = host.database();
  if (database) metrics.watchPools(() => database.pools());

  const logCall = groups.grpc && logCalls(log, configuration.valuesOf(groups.grpc).slowCallMs);
  const listeners = grpcListeners(composed, {
    ...{ groups, configuration },
    observe: (outcome) => {
      metrics.observeCall(outcome);
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

  const advertised = values.advertisedAddress ?? values.listenAddress;
  const addressOf = (port: number): string => formatAddress({ host: advertised, port });
  return [
    admin.part,
    ...host.parts,
    ...composed.flatMap(({ parts }) => parts),
    ...[listeners.internal, listeners.open].flatMap((listener) => (listener ? [listener.part] : [])),
    sayingWhere(log, () => ({
      address: listeners.open && addressOf(listeners.open.port()),
      second: listeners.open?.secondPort() && addressOf(listeners.open.secondPort() ?? 0),
      internal: listeners.internal && addressOf(listeners.internal.port()),
      admin: addressOf(admin.port()),
    })),
    announcing(composed, {
      ...{ listeners, readiness: ready, log, addressOf },
      etcdEndpoints: configuration.valuesOf(groups.etcd).endpoints,
      instance: values.instance,
      metadata: () => ({ admin: addressOf(admin.port()), version: values.version }),
    }),
  ];
}

function sayingWhere(log: Log, addresses: () => object): Part {
  return { name: 'the log', start: () => log.info(addresses(), 'listening'), stop: () => {} };
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
