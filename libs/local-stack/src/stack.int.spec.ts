import { createServer } from 'node:net';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'cassandra-driver';
import { Etcd3 } from 'etcd3';

import { cassandraAnswers, etcdAnswers } from './answers';
import { cacheFolder } from './cache-folder';
import { leaseStack } from './lease-stack';
import { isRunning, identify } from './process-identity';
import { resetStack, stackStatus, stopStack } from './stack-commands';
import { startHolder, type HolderProcess, type Leased } from './testing/holder-process.testing';
import { expectEnded, keeperPids } from './testing/processes.testing';

/** Of which most is Cassandra's own start, several times, on a machine that does other things too. */
jest.setTimeout(180_000);
/** The promise of the house: whatever is killed, nothing is left after ten seconds. */
const GONE_WITHIN_MS = 10_000;
const ROWS = 500;

/** What Java, class paths, URLs and YAML take apart, in both paths that a stack has to do with, and no UTF-8 around. */
const odd = mkdtempSync(join(realpathSync(tmpdir()), `local-stack a=b:c,d;e@f#g%41"ü-`));
const folder = join(odd, 'stack');
mkdirSync(folder);
mkdirSync(cacheFolder(), { recursive: true });
symlinkSync(cacheFolder(), join(odd, 'killrvideo'));
Object.assign(process.env, { XDG_CACHE_HOME: odd, LC_ALL: 'C' });
const holders: HolderProcess[] = [];

async function holder(name: string): Promise<HolderProcess> {
  const started = await startHolder({ folder, holder: name });
  holders.push(started);
  return started;
}

afterAll(async () => {
  for (const each of holders) each.kill();
  await stopStack(folder, { force: true });
  rmSync(odd, { recursive: true, force: true });
});

function clientOf({ cassandra }: Leased): Client {
  const port = Number(cassandra.split(':')[1]);
  return new Client({
    contactPoints: [cassandra],
    localDataCenter: 'datacenter1',
    protocolOptions: { port },
    queryOptions: { prepare: true },
  });
}

async function makeTable(leased: Leased): Promise<void> {
  const client = clientOf(leased);
  await client.execute(
    "CREATE KEYSPACE kept WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
  );
  await client.execute('CREATE TABLE kept.rows (id int PRIMARY KEY)');
  await client.shutdown();
}

/** Kills Cassandra at once after the last row was acknowledged. */
async function insertAndKill(leased: Leased): Promise<void> {
  const client = clientOf(leased);
  for (let id = 0; id < ROWS; id++) await client.execute('INSERT INTO kept.rows (id) VALUES (?)', [id]);
  process.kill(leased.cassandraPid, 'SIGKILL');
  await client.shutdown();
}

async function countRows(leased: Leased): Promise<number> {
  const client = clientOf(leased);
  const { rows } = await client.execute('SELECT id FROM kept.rows');
  await client.shutdown();
  return rows.length;
}

async function keyInEtcd({ etcd }: Leased, put?: string): Promise<string | null> {
  const client = new Etcd3({ hosts: etcd });
  if (put !== undefined) await client.put('kept').value(put);
  const value = await client.get('kept').string();
  client.close();
  return value;
}

describe('the stack', () => {
  let first: HolderProcess;
  let second: HolderProcess;
  let leased: Leased;

  it('is started once by two processes at the same time, and answers', async () => {
    [first, second] = await Promise.all([holder('first'), holder('second')]);
    leased = await first.heard('leased');
    expect(await second.heard('leased')).toEqual({ ...leased, servicePid: expect.any(Number) });
    expect(await cassandraAnswers(leased.cassandra)).toBe(true);
    expect(await etcdAnswers(leased.etcd)).toBe(true);
    expect((await stackStatus(folder))?.holders.toSorted()).toEqual(['first', 'second']);
  });

  it('gives services all they need to find it, with a paging key of its own', async () => {
    const lease = await leaseStack({ folder, holder: 'third', useExisting: false, onProgress: () => {} });
    expect(lease.environment).toEqual({
      KILLRVIDEO_CASSANDRA_CONTACT_POINTS: leased.cassandra,
      KILLRVIDEO_CASSANDRA_DATACENTER: 'datacenter1',
      KILLRVIDEO_ETCD_ENDPOINTS: leased.etcd,
      KILLRVIDEO_PAGING_KEYS: readFileSync(join(folder, 'paging-keys'), 'utf8').trim(),
    });
    expect(lease.environment['KILLRVIDEO_PAGING_KEYS']).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(join(folder, 'paging-keys')).mode & 0o777).toBe(0o600);
    await lease.release();
  });

  it('tells every holder of a killed Cassandra, does not start it by itself, and brings it back with its data', async () => {
    await makeTable(leased);
    await keyInEtcd(leased, 'value');
    await insertAndKill(leased);
    for (const each of [first, second]) {
      expect(await each.heard('died')).toEqual({
        name: 'cassandra',
        pid: leased.cassandraPid,
        how: 'SIGKILL',
        logFile: join(folder, 'cassandra/cassandra.log'),
        command: 'npm run stack -- up',
      });
    }
    expect((await stackStatus(folder))?.databases.find(({ name }) => name === 'cassandra')?.state).toBe(
      'dead',
    );
    await first.order('restart cassandra');
    expect(await countRows(leased)).toBe(ROWS);
    expect(await keyInEtcd(leased)).toBe('value');
  });

  it('is not stopped or deleted under those who hold it', async () => {
    expect(await stopStack(folder, { force: false })).toEqual({
      outcome: 'held',
      holders: expect.arrayContaining(['first', 'second']),
    });
    expect(await resetStack(folder)).toEqual({ holders: expect.arrayContaining(['first', 'second']) });
    expect(await cassandraAnswers(leased.cassandra)).toBe(true);
  });

  it('ends the services of a holder that lets go, and lives on for the other', async () => {
    const { servicePid } = await second.heard('leased');
    await second.order('release');
    await expectEnded([servicePid], 0);
    expect(await cassandraAnswers(leased.cassandra)).toBe(true);
  });

  it('ends within 10 s of a kill -9 of its last holder, its services first', async () => {
    const { keeper, guard } = keeperPids(folder);
    const databases = (await stackStatus(folder))?.databases.map(({ pid }) => pid ?? 0) ?? [];
    first.kill();
    await expectEnded([leased.servicePid], GONE_WITHIN_MS);
    await expectEnded([first.pid, ...databases, keeper, guard], GONE_WITHIN_MS);
    expect(databases).toHaveLength(2);
  });

  it('outlives its holder when it is kept, and ends with a keeper that is killed while nobody is there', async () => {
    const third = await holder('third');
    const { cassandraPid, etcdPid } = await third.heard('leased');
    await third.order('keep');
    await third.order('release');
    expect(isRunning(identify(cassandraPid) as never)).toBe(true);
    const { keeper, guard } = keeperPids(folder);
    process.kill(keeper, 'SIGKILL');
    await expectEnded([cassandraPid, etcdPid, keeper, guard], GONE_WITHIN_MS);
  });

  it('is cleared of what a crash has left by the next start, which keeps the data', async () => {
    const fourth = await holder('fourth');
    const before = await fourth.heard('leased');
    const { keeper, guard } = keeperPids(folder);
    // All at once: nobody is left who could end the databases.
    process.kill(guard, 'SIGSTOP');
    for (const pid of [fourth.pid, keeper, guard]) process.kill(pid, 'SIGKILL');
    expect(await cassandraAnswers(before.cassandra)).toBe(true);

    const fifth = await holder('fifth');
    const after = await fifth.heard('leased');
    await expectEnded([before.cassandraPid, before.etcdPid, before.servicePid], 0);
    expect(await countRows(after)).toBe(ROWS);
    expect(await keyInEtcd(after)).toBe('value');
    await fifth.order('release');
    await expectEnded([after.cassandraPid, after.etcdPid, after.servicePid, keeperPids(folder).keeper], 0);
    expect(await stackStatus(folder)).toBeUndefined();
  });

  it('names who holds a port that it should have', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const refused = leaseStack({
      folder,
      holder: 'sixth',
      cassandraPort: port,
      etcdPort: 'free',
      useExisting: false,
      onProgress: () => {},
    });
    await expect(refused).rejects.toThrow(`port ${port}: node (pid ${process.pid}) holds it`);
    server.close();
  });

  it('deletes its data when asked to, and says what that was', async () => {
    const result = await resetStack(folder);
    expect(result).toEqual({
      deleted: expect.arrayContaining([{ path: join(folder, 'cassandra'), bytes: expect.any(Number) }]),
    });
    expect(statSync(folder).isDirectory()).toBe(true);
  });
});
