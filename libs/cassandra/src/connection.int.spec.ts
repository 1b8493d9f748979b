import { randomUUID } from 'node:crypto';

import { metWithin } from '@killrvideo/core';
import { eventually, silentLog, testCall as call, useTestNode } from '@killrvideo/testing';
import { Client } from 'cassandra-driver';

import { clientOptions } from './client-options';
import { cassandraConnection, type CassandraConnection } from './connection';
import type { Exclusively } from './schema/lock';
import { readSchema } from './schema/read-schema';
import { idempotent, notIdempotent } from './statement';
import type { Tables } from './tables';

const node = useTestNode();
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS notes (id uuid, place int, text text, PRIMARY KEY (id, place));
  CREATE TABLE IF NOT EXISTS notes_counted (id uuid PRIMARY KEY, n counter);
`;
const INSERT = idempotent('INSERT INTO notes (id, place, text) VALUES (?, ?, ?)');
const SELECT = idempotent('SELECT place, text FROM notes WHERE id = ?');
const COUNT = notIdempotent('UPDATE notes_counted SET n = n + 1 WHERE id = ?');
const SELECT_COUNT = idempotent('SELECT n FROM notes_counted WHERE id = ?');

const connections: CassandraConnection[] = [];
afterEach(async () => {
  for (const connection of connections.splice(0)) await connection.close();
});

const freely: Exclusively = (work) => work();

function connect(
  keyspace: string,
  exclusively: Exclusively = freely,
  address = node().cassandra,
): CassandraConnection {
  const connection = cassandraConnection({
    address: { contactPoints: [address], dataCenter: 'datacenter1' },
    keyspace,
    replication: "{'class': 'SimpleStrategy', 'replication_factor': 1}",
    lock: { keeper: 'a test', exclusively },
    observe: () => {},
    log: silentLog,
  });
  connections.push(connection);
  return connection;
}

/** The tables of one service on a connection of its own. */
function open(keyspace: string, schema = SCHEMA, exclusively = freely): Tables {
  const connection = connect(keyspace, exclusively);
  const tables = connection.tables('notes', readSchema(schema));
  connection.open();
  return tables;
}

async function opened(...args: Parameters<typeof open>): Promise<Tables> {
  const tables = open(...args);
  await isReady(tables);
  return tables;
}

async function run(cql: string): Promise<void> {
  const client = new Client(clientOptions({ contactPoints: [node().cassandra], dataCenter: 'datacenter1' }));
  await client.execute(cql, [], { prepare: false });
  await client.shutdown();
}

const isReady = async ({ ready }: Tables) => expect(await metWithin(30_000, ready)).toBeUndefined();
const newKeyspace = () => `k${randomUUID().replaceAll('-', '')}`;

describe('a connection', () => {
  const keyspace = newKeyspace();

  it('is of no use before the tables are there, and says so', async () => {
    const { cassandra } = open(keyspace);
    await expect(cassandra.rows(SELECT, [randomUUID()], call())).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });

  it('makes the keyspace and tables, writes and reads', async () => {
    const connection = connect(keyspace);
    const tables = connection.tables('notes', readSchema(SCHEMA));
    connection.open();
    await isReady(tables);
    const { cassandra } = tables;
    const id = randomUUID();
    await cassandra.write({ statement: INSERT, params: [id, 2, null] }, call());
    await cassandra.writeUnlogged(
      [1, 3].map((place) => ({ statement: INSERT, params: [id, place, `text ${place}`] })),
      call(),
    );
    const rows = await cassandra.rows(SELECT, [id], call());
    expect(rows.map((row): unknown[] => [row['place'], row['text']])).toEqual([
      [1, 'text 1'],
      [2, null],
      [3, 'text 3'],
    ]);
    expect(connection.pools()[0]?.openConnections).toBeGreaterThan(0);

    await cassandra.write({ statement: COUNT, params: [id] }, call());
    expect((await cassandra.rows(SELECT_COUNT, [id], call()))[0]?.['n']).toBe(1n);
  });

  it('changes nothing and takes no lock when the schema is complete', async () => {
    await opened(keyspace);
    const exclusively = jest.fn();
    await opened(keyspace, SCHEMA, exclusively);
    expect(exclusively).not.toHaveBeenCalled();
  });

  it('adds what a newer schema adds, the columns too', async () => {
    await opened(keyspace);
    const newer = `${SCHEMA} ALTER TABLE notes ADD IF NOT EXISTS (mood text, tags set<text>);`;
    const { cassandra } = await opened(keyspace, newer);
    await cassandra.rows(idempotent('SELECT mood, tags FROM notes WHERE id = ?'), [randomUUID()], call());
  });

  it('keeps trying while the lock cannot be had, and names who keeps it and what it said', async () => {
    let goes = false;
    const { ready } = open(newKeyspace(), SCHEMA, async (work) => {
      if (!goes) throw new Error('no answer');
      await work();
    });
    await eventually(() =>
      expect(ready.waiting()).toMatchObject({
        for: 'the lock of the schema, kept by a test',
        why: 'no answer',
      }),
    );
    goes = true;
    expect(await metWithin(30_000, ready)).toBeUndefined();
  });

  it('leaves a service waiting whose tables another tool made otherwise, and only that one', async () => {
    const shared = newKeyspace();
    await opened(shared, 'CREATE TABLE IF NOT EXISTS notes (id text PRIMARY KEY)');
    const connection = connect(shared);
    const misfit = connection.tables('notes', readSchema(SCHEMA));
    const fit = connection.tables(
      'others',
      readSchema('CREATE TABLE IF NOT EXISTS others (id uuid PRIMARY KEY)'),
    );
    connection.open();
    await isReady(fit);
    await eventually(() =>
      expect(misfit.ready.waiting()).toMatchObject({
        for: expect.stringMatching(
          /^the tables of notes in \w+, made otherwise by another tool: mend/,
        ) as string,
        why: 'table notes: its primary key is (id), and must be (id, place ASC)',
      }),
    );
    await expect(misfit.cassandra.rows(SELECT, [randomUUID()], call())).rejects.toMatchObject({
      kind: 'unavailable',
    });
    await run(`DROP TABLE ${shared}.notes`); // mended there
    await isReady(misfit);
  });

  it('names the database that does not answer', async () => {
    const connection = connect(keyspace, freely, '127.0.0.1:1');
    const { ready } = connection.tables('notes', readSchema(SCHEMA));
    connection.open();
    await eventually(() =>
      expect(ready.waiting()).toMatchObject({
        for: 'Cassandra at 127.0.0.1:1',
        why: expect.stringContaining('ECONNREFUSED') as string,
      }),
    );
  });

  it('does no work for a call that has expired or been given up', async () => {
    const { cassandra } = await opened(keyspace);
    await expect(cassandra.rows(SELECT, [randomUUID()], call(-1))).rejects.toMatchObject({
      kind: 'deadline-exceeded',
    });
    const abandoned = call();
    abandoned.end();
    await expect(cassandra.rows(SELECT, [randomUUID()], abandoned)).rejects.toMatchObject({
      kind: 'cancelled',
    });
  });

  it('turns what the server refuses into a DomainError without its text', async () => {
    const { cassandra } = await opened(keyspace);
    const error: unknown = await cassandra
      .rows(idempotent('SELECT nothing FROM nowhere'), [], call())
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'internal', message: 'a statement failed' });
  });

  it('can be closed while it is still waiting for a database', async () => {
    const connection = connect(keyspace, freely, '127.0.0.1:1');
    connection.tables('notes', readSchema(SCHEMA));
    connection.open();
    await connection.close();
  });
});
