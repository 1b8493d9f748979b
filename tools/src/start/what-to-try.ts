import { examplesFor } from './examples';
import type { Instance } from './instances';

/** The databases behind the services. */
export interface DatabasesInUse {
  readonly cassandra: string;
  readonly keyspace: string;
  readonly etcd: string;
  /** Where the data of databases that are ours stands. */
  readonly folder: string;
  /** They were started here, and end and can be deleted here. */
  readonly areOurs: boolean;
}

/** So many apps have their first calls shown; of more, only the first one: nobody reads a page of them. */
const SHOWN_APPS = 3;

/** What is ready, where, and first calls for what was started. */
export function whatToTry(instances: readonly Instance[], databases: DatabasesInUse): string {
  const rows = instances.map(
    ({ label, grpcPort, adminPort }) =>
      `  ${label.padEnd(18)} READY   gRPC 127.0.0.1:${grpcPort}   health and metrics http://127.0.0.1:${adminPort}/readyz  /metrics`,
  );
  const firsts = instances.filter(
    ({ app }, index) => instances.findIndex((other) => other.app === app) === index,
  );
  const shown = firsts.length <= SHOWN_APPS ? firsts : firsts.slice(0, 1);
  const examples = shown.flatMap(({ app, grpcPort }) => examplesFor(app, `127.0.0.1:${grpcPort}`));
  return [
    '',
    ...rows,
    `  ${'cassandra'.padEnd(18)} READY   CQL  ${databases.cassandra}   keyspace ${databases.keyspace}`,
    `  ${'etcd'.padEnd(18)} READY   ${databases.etcd}   instances under /killrvideo/services/`,
    '',
    'Try (any gRPC client will do; the services answer reflection):',
    ...examples.map((example) => `  ${example}`),
    '',
    shown[0]?.app.kind === 'composition'
      ? 'Every service is in this one process. Plain `npm start` runs each as a process of its own.'
      : 'All services in one process, on port 50101 as other KillrVideo backends: npm start -- all-in-one',
    databases.areOurs
      ? `Ctrl-C stops the services, then the databases; the data stays in ${databases.folder} (npm run stack -- reset deletes it).`
      : 'Ctrl-C stops the services.',
    '',
  ].join('\n');
}
