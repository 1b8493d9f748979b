import { randomUUID } from 'node:crypto';

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
  proxy = await startCqlProxy(node().cassandra);
}, 60_000);
afterAll(async () => {
  proxy.close();
  await direct.shutdown();
});

const insert = (client: Client, id: string) =>
  client.execute(`INSERT INTO ${keyspace}.t (id) VALUES (?)`, [id]);
const isThere = async (id: string) =>
  (await direct.execute(`SELECT id FROM ${keyspace}.t WHERE id = ?`, [id])).rows.length === 1;

describe('the proxy before Cassandra', () => {
  it.each<[Moment, boolean]>([
    ['before', false],
    ['after', true],
    ['late', true],
  ])('strikes %s the second statement, the table being written: %p', async (moment, written) => {
    const client = clientOf(proxy.address);
    await client.connect();
    const [first, second] = [randomUUID(), randomUUID()];
    let strikes = 0;
    const struck = proxy.strikeAt(2, moment, () => {
      strikes++;
      void client.shutdown(); // stands for the end of the process
    });
    await insert(client, first);
    await expect(insert(client, second)).rejects.toThrow();
    expect(strikes).toBe(1);
    expect(struck()).toMatch(/^INSERT INTO/);
    expect(await isThere(first)).toBe(true);
    if (written) await eventually(async () => expect(await isThere(second)).toBe(true));
    else expect(await isThere(second)).toBe(false);
  });

  it('lets everything pass when it is not armed', async () => {
    const client = clientOf(proxy.address);
    const id = randomUUID();
    const struck = proxy.strikeAt(100, 'before', () => {});
    await insert(client, id);
    expect(struck()).toBeUndefined();
    expect(await isThere(id)).toBe(true);
    await client.shutdown();
  });
});
