import { randomUUID } from 'node:crypto';

import { findInstances } from '@killrvideo/discovery';
import {
  eventually,
  sleep,
  startServiceProcess,
  turnOnUsers,
  untilReady,
  useOwnEtcd,
  type ServiceProcess,
} from '@killrvideo/testing';
import { Etcd3 } from 'etcd3';

import { cassandraOf } from '../world/cassandra';
import { bundleOf } from '../world/start-world';
import { world } from '../world/world';

const [PASSWORD, WRONG] = [randomUUID(), randomUUID()];
/** What docs/operations.md grants to services. */
const PREFIXES = ['/killrvideo/services/', 'killrvideo/endpoints/', '/killrvideo/locks/'];
/** Longer than the lease of a registration. */
const LEASE_IS_OVER_MS = 11_000;

const keyspace = `k${randomUUID().replaceAll('-', '')}`;
const etcd = useOwnEtcd(() => ['--bcrypt-cost', '4']);
const processes: ServiceProcess[] = [];

beforeAll(async () => {
  const admin = new Etcd3({ hosts: `localhost:${etcd().port}` });
  await turnOnUsers(admin, randomUUID(), [{ name: 'killrvideo', password: PASSWORD, prefixes: PREFIXES }]);
  admin.close();
});
afterEach(async () => {
  for (const process of processes.splice(0)) {
    process.kill('SIGKILL');
    await process.exited();
  }
});
afterAll(async () => {
  const cassandra = await cassandraOf();
  await cassandra.execute(`DROP KEYSPACE IF EXISTS ${keyspace}`, [], { prepare: false });
  await cassandra.shutdown();
});

const address = (password: string) => ({
  endpoints: [`localhost:${etcd().port}`],
  ...{ username: 'killrvideo', password },
});

async function start(app: string, password: string): Promise<ServiceProcess> {
  const { endpoints, username } = address(password);
  const process = await startServiceProcess(bundleOf(app), {
    ...world.environment,
    KILLRVIDEO_CASSANDRA_KEYSPACE: keyspace,
    KILLRVIDEO_ETCD_ENDPOINTS: endpoints.join(),
    KILLRVIDEO_ETCD_USERNAME: username,
    KILLRVIDEO_ETCD_PASSWORD: password,
  });
  processes.push(process);
  return process;
}

describe('a service process at an etcd with users', () => {
  it('says that etcd refuses its password, on its admin port and in its log, and shows no password', async () => {
    const comments = await start('comments', WRONG);
    await eventually(async () =>
      expect(await (await fetch(`http://${comments.admin}/readyz`)).text()).toMatch(
        /^comments waits for the lock of the schema, kept by etcd at localhost:\d+, for \d+ s: .*etcd refuses the user 'killrvideo' with this password: correct KILLRVIDEO_ETCD_USERNAME or KILLRVIDEO_ETCD_PASSWORD$/m,
      ),
    );
    const log = await eventually(() => {
      const text = JSON.stringify(comments.log);
      expect(text).toContain("etcd refuses the user 'killrvideo'");
      return text;
    });
    expect(log).not.toContain(WRONG);
  });

  it('makes its tables, registers, and stays registered when etcd was restarted', async () => {
    const comments = await start('comments', PASSWORD);
    await untilReady(comments);
    const isFound = () =>
      eventually(async () =>
        expect(await findInstances(address(PASSWORD), 'CommentsService')).toEqual([comments.address]),
      );
    await isFound();
    await etcd().restart();
    await sleep(LEASE_IS_OVER_MS);
    await isFound();
    expect(await comments.stop()).toBe(0);
    expect(await findInstances(address(PASSWORD), 'CommentsService')).toEqual([]);
    expect(JSON.stringify(comments.log)).not.toContain(PASSWORD);
  }, 60_000);
});
