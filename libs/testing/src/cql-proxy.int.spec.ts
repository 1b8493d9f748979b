import { randomUUID } from 'node:crypto';

import { pause as sleep } from '@killrvideo/core';
import { Client } from 'cassandra-driver';

import { startCqlProxy, type CqlProxy, type Moment } from './cql-proxy';
import { eventually } from './eventually';
import { useTestNode } from './test-node';

const node = useTestNode();
const keyspace = `proxy_${randomUUID().slice(0, 8)}`;
let direct: Client;
let proxy: CqlProxy;

function clientOf(contactPoint: string): Client {
  return new Client({
    contactPoints: [contactPoint],
    localDataCenter: 'datacenter1',
    protocolOptions: { port: Number(contactPoint.split(':')[1]) },
    queryOptions: { prepare: true },
    socketOptions: { readTimeout: 1500 },
  });
}

beforeAll(async () => {
  direct = clientOf(node().cassandra);
  await direct.execute(
    `CREATE KEYSPACE ${keyspace} WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`,
    [],
    { prepare: false },
  );
  await direct.execute(`CREATE TABLE ${keyspace}.t (id text PRIMARY KEY)`, [], { prepare: false });
  await direct.execute(`CREATE TABLE ${keyspace}.u (id uuid PRIMARY KEY)`, [], { prepare: false });
  proxy = await startCqlProxy(node().cassandra);
}, 60_000);
afterAll(async () => {
  proxy.close();
  await direct.shutdown();
});

const insert = (client: Client, id: string) =>
  client.execute(`INSERT INTO ${keyspace}.t (id) VALUES (?)`, [id]);
const insertUuid = (client: Client, id: string) =>
  client.execute(`INSERT INTO ${keyspace}.u (id) VALUES (?)`, [id]);
const isThere = async (id: string) =>
  (await direct.execute(`SELECT id FROM ${keyspace}.t WHERE id = ?`, [id])).rows.length === 1;

describe('the proxy before Cassandra', () => {
  it.each<[Moment, boolean]>([
    ['before', false],
    ['after', true],
    ['late', true],
  ])(
    'holds %s Cassandra the second statement of a call until its process ends, the table being written: %p',
    async (moment, written) => {
      const client = clientOf(proxy.address);
      await client.connect();
      const call = randomUUID();
      const [first, second, third, other] = ['1', '2', '3'].map((n) => `${call} ${n}`).concat(randomUUID());
      const hold = proxy.hold([call], 2, moment);
      await insert(client, first!);
      const lost = [insert(client, second!).catch((error: Error) => error)];
      await eventually(() => expect(hold.isHeld).toBe(true));
      lost.push(insert(client, third!).catch((error: Error) => error));
      await insert(client, other!);
      if (moment === 'late') expect(await isThere(second!)).toBe(false);
      void client.shutdown(); // stands for the end of the process
      for (const error of await Promise.all(lost)) expect(error).toBeInstanceOf(Error);

      expect(hold.statements).toEqual([
        expect.stringMatching(/^INSERT INTO/),
        expect.stringMatching(/^INSERT INTO/),
      ]);
      if (written) await eventually(async () => expect(await isThere(second!)).toBe(true));
      else await sleep(700); // no statement is later
      expect(await Promise.all([first!, second!, third!, other!].map(isThere))).toEqual([
        true,
        written,
        false,
        true,
      ]);
    },
  );

  it('knows a call by a uuid among its values, and holds several at once', async () => {
    const client = clientOf(proxy.address);
    await client.connect();
    const ids = [randomUUID(), randomUUID()];
    const calls = ids.map((id) => proxy.hold([id], 1, 'before'));
    const lost = ids.map((id) => insertUuid(client, id).catch((error: Error) => error));
    await eventually(() => expect(calls.every(({ isHeld }) => isHeld)).toBe(true));
    void client.shutdown();
    for (const error of await Promise.all(lost)) expect(error).toBeInstanceOf(Error);
  });

  it('follows a call that has fewer statements, and lets all of them pass', async () => {
    const client = clientOf(proxy.address);
    const id = randomUUID();
    const { statements } = proxy.hold([id], Infinity, 'before');
    await insert(client, id);
    expect(statements).toHaveLength(1);
    expect(await isThere(id)).toBe(true);
    await client.shutdown();
  });
});
