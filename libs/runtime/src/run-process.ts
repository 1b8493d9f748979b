import { pagingKeys } from '@killrvideo/cassandra';
import { formatAddress } from '@killrvideo/core';
import { registerInstance } from '@killrvideo/discovery';
import { startGrpcServer, type GrpcServer } from '@killrvideo/grpc';
import type { Logger } from 'pino';

import { startAdminServer } from './admin-server';
import { logCalls } from './call-log';
import { readConfig, type Config } from './config';
import { createLogger } from './logger';
import { createMetrics } from './metrics';
import { openDatabase } from './open-database';
import { exitOnMisconfiguration, exitOnUncaught } from './process-exit';
import type { AppManifest, ServiceModule, StatelessServiceModule } from './service-module';
import { takePort } from './take-port';

/** What may take longer than draining at a stop: deregistration, the driver's goodbye. */
const STOP_MARGIN_MS = 5000;

type Module = ServiceModule | StatelessServiceModule;

/** Runs the services in this process until SIGTERM or SIGINT: the whole life of an app, all-in-one or not. */
export async function runProcess(manifest: AppManifest, modules: readonly Module[]): Promise<void> {
  try {
    const config = readConfig(process.env, manifest, { hasTables: modules.some(hasTables) });
    const log = createLogger(manifest.name, config.loggingLevel);
    exitOnUncaught(log);
    const stop = await start(config, modules, log);
    stopOnSignal(stop, config, log);
  } catch (error) {
    exitOnMisconfiguration(error);
  }
}

function hasTables(module: Module): module is ServiceModule {
  return 'schema' in module;
}

/**
 * Listens first, then waits for Cassandra if a service has tables, then serves and registers. Returns how to undo it,
 * in reverse order.
 */
async function start(config: Config, modules: readonly Module[], log: Logger): Promise<() => Promise<void>> {
  const metrics = createMetrics();
  const logCall = logCalls(log, config.slowCallMs);
  const endings: (() => Promise<void>)[] = [];
  const resources = { log, atStop: (end: () => Promise<void>) => void endings.push(end) };
  const database = modules.some(hasTables)
    ? openDatabase(config, {
        schemas: modules.filter(hasTables).map((module) => module.schema),
        observe: metrics.observeQuery,
        log,
      })
    : undefined;
  if (database) metrics.watchPools(() => database.pools());
  const storage = database && { cassandra: database.cassandra, pagingKeys: pagingKeys(config.pagingKeys) };
  const services = modules.flatMap((module) =>
    hasTables(module)
      ? module.compose({ ...resources, ...(storage as NonNullable<typeof storage>) }) // as it has tables
      : module.compose(resources),
  );
  let notReady: string | undefined = database ? 'waiting for Cassandra' : 'starting';

  const admin = await takePort(config.adminPort, 'KILLRVIDEO_ADMIN_PORT', () =>
    startAdminServer({
      address: config.listenAddress,
      port: config.adminPort,
      metrics,
      notReadyBecause: () => notReady,
    }),
  );
  const server = await takePort(config.servicePort, 'KILLRVIDEO_SERVICE_PORT', () =>
    startGrpcServer({
      address: config.listenAddress,
      port: config.servicePort,
      services,
      budgetMs: config.callBudgetMs,
      maxConcurrentCalls: config.maxConcurrentCalls,
      observe: (outcome) => {
        metrics.observeCall(outcome);
        logCall(outcome);
      },
    }),
  );
  const second = config.secondPort === undefined ? undefined : await listenToo(server, config.secondPort);
  const addressOf = (port: number) => formatAddress({ host: config.advertisedAddress, port });
  const address = addressOf(server.port);
  log.info(
    { address, ...(second ? { second: addressOf(second) } : {}), admin: addressOf(admin.port) },
    database ? 'listening; waiting for Cassandra' : 'listening',
  );

  let stopping = false;
  let deregister = async (): Promise<void> => {};

  const serve = (): void => {
    if (stopping) return;
    notReady = undefined;
    server.setServing(true);
    const registered = registerInstance({
      endpoints: [...config.etcdEndpoints],
      registration: {
        services: services.map(({ name }) => shortName(name)),
        address,
        instance: config.instance ?? address,
        metadata: { admin: addressOf(admin.port), version: config.version },
      },
      log,
    });
    deregister = () => registered.deregister();
    log.info({ address }, 'ready');
  };
  if (database) void database.opened().then(serve);
  else serve();
  database?.onAvailability((available) => {
    if (stopping) return;
    notReady = available ? undefined : 'Cassandra does not answer';
    server.setServing(available);
  });

  return async () => {
    stopping = true;
    notReady = 'stopping';
    server.setServing(false);
    await deregister();
    await server.close(config.drainMs);
    await Promise.all(endings.map((end) => end()));
    await database?.close();
    await admin.close();
  };
}

function listenToo(server: GrpcServer, port: number): Promise<number> {
  return takePort(port, 'KILLRVIDEO_SECOND_PORT', () => server.alsoListen(port));
}

/** `killrvideo.comments.CommentsService` is found in etcd as `CommentsService`. */
function shortName(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('.') + 1);
}

/** The first signal stops in order, within a bound; the second one at once. */
function stopOnSignal(stop: () => Promise<void>, { drainMs }: Config, log: Logger): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error({}, 'the stop took too long: leaving now');
      process.exit(1);
    }, drainMs + STOP_MARGIN_MS).unref();
    stop().then(
      () => {
        log.info({}, 'stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
