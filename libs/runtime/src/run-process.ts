import { openCassandra, pagingKeys } from '@killrvideo/cassandra';
import { registerInstance, withEtcdLock } from '@killrvideo/discovery';
import { startGrpcServer } from '@killrvideo/grpc';
import type { Logger } from 'pino';

import { startAdminServer } from './admin-server';
import { logCalls } from './call-log';
import { ConfigurationError, readConfig, type Config } from './config';
import { createLogger } from './logger';
import { createMetrics } from './metrics';
import type { AppManifest, Resources, ServiceModule } from './service-module';
import { takePort } from './take-port';

/** Exit code of a process that would fail in the same way if it were started again. */
const EXIT_MISCONFIGURED = 2;

const SCHEMA_LOCK_DEADLINE_MS = 30_000;
/** What may take longer than draining at a stop: deregistration, the driver's goodbye. */
const STOP_MARGIN_MS = 5000;

/** Runs the services in this process until SIGTERM or SIGINT: the whole life of an app, all-in-one or not. */
export async function runProcess(manifest: AppManifest, modules: readonly ServiceModule[]): Promise<void> {
  try {
    const config = readConfig(process.env, manifest);
    const log = createLogger(manifest.name, config.loggingLevel);
    exitOnUncaught(log);
    const stop = await start(config, modules, log);
    stopOnSignal(stop, config, log);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error(error.message);
    process.exit(EXIT_MISCONFIGURED);
  }
}

/** Listens first, then waits for Cassandra, then serves and registers. Returns how to undo it, in reverse order. */
async function start(
  config: Config,
  modules: readonly ServiceModule[],
  log: Logger,
): Promise<() => Promise<void>> {
  const metrics = createMetrics();
  const logCall = logCalls(log, config.slowCallMs);
  let notReady: string | undefined = 'waiting for Cassandra';

  const database = openCassandra({
    address: config.cassandra,
    keyspace: config.cassandra.keyspace,
    replication: config.cassandra.replication,
    schemas: modules.map((module) => module.schema),
    exclusively: (work) =>
      withEtcdLock([...config.etcdEndpoints], `schema-${config.cassandra.keyspace}`, work, {
        deadlineMs: SCHEMA_LOCK_DEADLINE_MS,
      }),
    observe: metrics.observeQuery,
    log,
  });
  metrics.watchPools(() => database.pools());

  const endings: (() => Promise<void>)[] = [];
  const resources: Resources = {
    cassandra: database.cassandra,
    pagingKeys: pagingKeys(config.pagingKeys),
    log,
    atStop: (end) => endings.push(end),
  };
  const services = modules.flatMap((module) => module.compose(resources));

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
  const address = `${config.advertisedAddress}:${server.port}`;
  log.info(
    { address, admin: `${config.advertisedAddress}:${admin.port}` },
    'listening; waiting for Cassandra',
  );

  let stopping = false;
  let deregister = async (): Promise<void> => {};

  void database.opened().then(() => {
    if (stopping) return;
    notReady = undefined;
    server.setServing(true);
    const registered = registerInstance({
      endpoints: [...config.etcdEndpoints],
      registration: {
        services: services.map(({ name }) => shortName(name)),
        address,
        instance: config.instance ?? address,
        metadata: { admin: `${config.advertisedAddress}:${admin.port}`, version: config.version },
      },
      log,
    });
    deregister = () => registered.deregister();
    log.info({ address }, 'ready');
  });
  database.onAvailability((available) => {
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
    await database.close();
    await admin.close();
  };
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

/** A defect that nobody caught: the process is in no known state any more, so it ends and is started afresh. */
function exitOnUncaught(log: Logger): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught error');
    process.exit(1);
  });
}
