import { randomUUID } from 'node:crypto';

import { silentLog, useTestNode } from '@killrvideo/testing';
import { Client } from 'cassandra-driver';

import { clientOptions } from '../client-options';
import { applySchema } from './apply-schema';
import { ensureKeyspace } from './ensure-keyspace';
import type { Exclusively } from './lock';
import { readSchema } from './read-schema';

const REPLICATION = "{'class': 'SimpleStrategy', 'replication_factor': 1}";

const node = useTestNode();
let client: Client;
beforeAll(async () => {
  client = new Client(clientOptions({ contactPoints: [node().cassandra], dataCenter: 'datacenter1' }));
  await client.connect();
});
afterAll(() => client.shutdown());

let keyspace: string;
beforeEach(() => (keyspace = `k${randomUUID().replaceAll('-', '')}`));
afterEach(() => run(`DROP KEYSPACE IF EXISTS ${keyspace}`));

async function run(cql: string) {
  return client.execute(cql, [], { prepare: false });
}

/** A keyspace in which somebody else was first. */
async function otherToolRan(...statements: string[]): Promise<void> {
  await run(`CREATE KEYSPACE ${keyspace} WITH replication = ${REPLICATION}`);
  for (const cql of statements) await run(cql.replace('TABLE ', `TABLE ${keyspace}.`));
}

async function apply(schema: string, exclusively: Exclusively = (work) => work()): Promise<void> {
  const { signal } = new AbortController();
  await ensureKeyspace(client, { keyspace, replication: REPLICATION, exclusively }, signal);
  await applySchema(client, { keyspace, schema: readSchema(schema), exclusively, log: silentLog }, signal);
}

/** Every kind of type, key and index that a schema may ask for. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS every_kind (
    a uuid, b timeuuid, c text, d varchar static, e frozen<map<text, list<int>>>, f set<text>, g map<text, bigint>,
    h vector<float, 3>, i decimal, j frozen<set<frozen<list<text>>>>, k map<int, frozen<set<text>>>, l list<uuid>,
    PRIMARY KEY ((a, b), c)
  ) WITH CLUSTERING ORDER BY (c DESC) AND gc_grace_seconds = 3600;
  CREATE TABLE IF NOT EXISTS counted (id uuid PRIMARY KEY, n counter);
  ALTER TABLE every_kind ADD IF NOT EXISTS (m bigint, n timestamp static);
  ALTER TABLE counted ADD IF NOT EXISTS m counter;
  CREATE INDEX IF NOT EXISTS every_kind_by_i ON every_kind (i) USING 'sai';
  CREATE INDEX IF NOT EXISTS every_kind_by_f ON every_kind (values(f)) USING 'sai' WITH OPTIONS = {'case_sensitive': 'false'};
  CREATE INDEX IF NOT EXISTS every_kind_by_l ON every_kind (l) USING 'sai';
  CREATE INDEX IF NOT EXISTS every_kind_by_g ON every_kind (entries(g)) USING 'sai';
  CREATE INDEX IF NOT EXISTS every_kind_by_e ON every_kind (full(e)) USING 'sai';
  CREATE INDEX IF NOT EXISTS every_kind_by_h ON every_kind (h) USING 'sai' WITH OPTIONS = {'similarity_function': 'cosine'};
`;

describe('a schema', () => {
  it('is made whole where nothing is, and is then found complete', async () => {
    await apply(SCHEMA);
    const exclusively = jest.fn();
    await apply(SCHEMA, exclusively);
    expect(exclusively).not.toHaveBeenCalled();
  });

  it('adds to tables of other tools and older versions what they lack, inside of CREATE TABLE too', async () => {
    await otherToolRan(
      'CREATE TABLE user_credentials (email text PRIMARY KEY, pass text, userid uuid)',
      'CREATE TABLE notes (id uuid, at int, PRIMARY KEY (id, at))',
    );
    await apply(`
      CREATE TABLE IF NOT EXISTS user_credentials (email text PRIMARY KEY, password text, userid uuid);
      CREATE TABLE IF NOT EXISTS notes (id uuid, at int, title text, likes set<text>, owner uuid static, PRIMARY KEY (id, at));
      CREATE INDEX IF NOT EXISTS notes_by_title ON notes (title) USING 'sai';`);
    await run(`SELECT email, pass, password, userid FROM ${keyspace}.user_credentials`);
    await run(`SELECT id, at, title, likes, owner FROM ${keyspace}.notes WHERE title = 'a'`);
  });

  it.each([
    [
      'CREATE TABLE notes (id text PRIMARY KEY, title text)',
      'table notes: column id is text, and must be uuid',
    ],
    [
      'CREATE TABLE notes (id uuid, title text, PRIMARY KEY (id, title))',
      'table notes: its primary key is (id, title ASC), and must be (id)',
    ],
    [
      'CREATE TABLE notes (id uuid PRIMARY KEY, n counter)',
      'table notes: is a table of counters, and must be none',
    ],
  ])(
    'changes nothing where adding does not help, and says what is in the way: %s',
    async (theirs, problem) => {
      await otherToolRan(theirs, 'CREATE TABLE bystander (id uuid PRIMARY KEY)');
      const ours = `CREATE TABLE IF NOT EXISTS notes (id uuid PRIMARY KEY, title text);
      CREATE TABLE IF NOT EXISTS bystander (id uuid PRIMARY KEY, more text);`;
      await expect(apply(ours)).rejects.toMatchObject({ name: 'IncompatibleTables', problems: [problem] });
      const { rows } = await run(
        `SELECT column_name FROM system_schema.columns WHERE keyspace_name = '${keyspace}' AND table_name = 'bystander'`,
      );
      expect(rows).toHaveLength(1);
    },
  );

  it('finds an index of that name which is of another kind', async () => {
    await otherToolRan('CREATE TABLE notes (id uuid PRIMARY KEY, title text)');
    await run(`CREATE INDEX notes_by_title ON ${keyspace}.notes (title)`);
    const ours = `CREATE TABLE IF NOT EXISTS notes (id uuid PRIMARY KEY, title text);
      CREATE INDEX IF NOT EXISTS notes_by_title ON notes (title) USING 'sai';`;
    await expect(apply(ours)).rejects.toMatchObject({
      problems: ['index notes_by_title: is no storage-attached index (SAI), and must be one'],
    });
  });

  it('says what Cassandra refuses to add', async () => {
    await otherToolRan('CREATE TABLE notes (id uuid PRIMARY KEY, title text)');
    await run(`ALTER TABLE ${keyspace}.notes DROP title`);
    const ours = 'CREATE TABLE IF NOT EXISTS notes (id uuid PRIMARY KEY, title int)';
    await expect(apply(ours)).rejects.toMatchObject({
      name: 'RefusedByCassandra',
      message: expect.stringMatching(/^table notes: .*title/) as string,
    });
  });
});
