import { planCassandra } from '../cassandra/plan-cassandra';
import { planEtcd } from '../etcd/plan-etcd';
import { explain } from '../explain';
import type { Preparation } from '../preparation';
import { createDatabase, type Database } from './database';
import type { Addresses, DatabaseDied, DatabaseName, LeaseRequest } from './protocol';

const PLANS = { cassandra: planCassandra, etcd: planEtcd } as const;
const TITLES = { cassandra: 'Cassandra', etcd: 'etcd' } as const;

/** The databases of one stack: each is begun by the first lease that wants it, with that lease's port. */
export interface Databases {
  /** Starts what the lease wants and does not run; resolves with where everything is. */
  provide(request: LeaseRequest, preparation: Preparation): Promise<Addresses>;
  /** Starts again what does not run; the named one even if it does. */
  restart(name: DatabaseName | undefined, preparation: Preparation): Promise<void>;
  stop(name: DatabaseName): Promise<void>;
  all(): readonly Database[];
}

/** `folder` is the stack's; `freePorts` are for leases that leave the choice; the hooks are each database's. */
export function createDatabases(
  folder: string,
  freePorts: Readonly<Record<DatabaseName, number>>,
  hooks: { processChanged: () => void; died: (event: DatabaseDied) => void },
): Databases {
  const begun = new Map<DatabaseName, Database>();

  async function provideOne(
    name: DatabaseName,
    request: LeaseRequest,
    preparation: Preparation,
  ): Promise<string> {
    const wanted = request[name];
    if ('existing' in wanted) return wanted.existing;
    const port = wanted.port === 'free' ? freePorts[name] : wanted.port;
    let database = begun.get(name);
    if (database === undefined) {
      database = createDatabase(PLANS[name](folder, { port, throwAway: request.throwAway }), hooks);
      begun.set(name, database);
    } else if (wanted.port !== 'free' && database.address !== `127.0.0.1:${port}`) {
      preparation.say(`${TITLES[name]} of this stack is on ${database.address} already, not on port ${port}`);
    }
    await database.started(preparation);
    return database.address;
  }

  return {
    async provide(request, preparation) {
      const cassandra = provideOne('cassandra', request, preparation);
      const etcd = provideOne('etcd', request, preparation);
      await allOrEveryReason([cassandra, etcd], folder);
      return { cassandra: await cassandra, etcd: await etcd };
    },
    async restart(name, preparation) {
      const concerned = [...begun].filter(([its]) => name === undefined || name === its);
      await allOrEveryReason(
        concerned.map(async ([, database]) => {
          if (name !== undefined) await database.stop();
          await database.started(preparation);
        }),
        folder,
      );
    },
    async stop(name) {
      await begun.get(name)?.stop();
    },
    all: () => [...begun.values()],
  };
}

/** Waits for all of them and tells every reason of those that failed: an operator hears at once of all that is missing. */
async function allOrEveryReason(work: readonly Promise<unknown>[], folder: string): Promise<void> {
  const results = await Promise.allSettled(work);
  const reasons = results.flatMap((result) =>
    result.status === 'rejected' ? [explain(result.reason, folder)] : [],
  );
  if (reasons.length > 0) throw new Error([...new Set(reasons)].join('\n'));
}
