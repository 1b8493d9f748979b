import { randomUUID } from 'node:crypto';

import { eventually, silentLog, testCall as call, useTestNode } from '@killrvideo/testing';

import type { Exclusively } from './apply-schema';
import { openCassandra, type CassandraConnection } from './connection';
import { idempotent, notIdempotent } from './statement';

const node = useTestNode();
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS notes (id uuid, place int, text text, PRIMARY KEY (id, place));
  CREATE TABLE IF NOT EXISTS notes_counted (id uuid PRIMARY KEY, n counter);
`;
const INSERT = idempotent('INSERT INTO notes (id, place, text) VALUES (?, ?, ?)');
const SELECT = idempotent('SELECT place, text FROM notes WHERE id = ?');
const COUNT = notIdempotent('UPDATE notes_counted SET n = n + 1 WHERE id = ?');
const SELECT_COUNT = idempotent('SELECT n FROM notes_counted WHERE id = ?');

const opened: CassandraConnection[] = [];
afterEach(async () => {
  for (const connection of opened.splice(0)) await connection.close();
});

function open(
  keyspace: string,
  schema: string,
  exclusively: Exclusively = (work) => work(),
): CassandraConnection {
  const connection = openCassandra({
    address: { contactPoints: [node().cassandra], dataCenter: 'datacenter1' },
    keyspace,
    replication: "{'class': 'SimpleStrategy', 'replication_factor': 1}",
    schemas: [schema],
    exclusively,
    observe: () => {},
    log: silentLog,
  });
  opened.push(connection);
  return connection;
}

const newKeyspace = () => `k${randomUUID().replaceAll('-', '')}`;

describe('a connection', () => {
  const keyspace = newKeyspace();

  it('is of no use before it is open, and says so', async () => {
    const { cassandra } = open(keyspace, SCHEMA);
    await expect(cassandra.rows(SELECT, [randomUUID()], call())).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });

  it('makes the keyspace and tables, writes and reads', async () => {
    const { cassandra, opened: isOpen, pools } = open(keyspace, SCHEMA);
    await isOpen();
    const id = randomUUID();
    await cassandra.write({ statement: INSERT, params: [id, 2, null] }, call());
    await cassandra.writeTogether(
      [1, 3].map((place) => ({ statement: INSERT, params: [id, place, `text ${place}`] })),
      call(),
    );
    const rows = await cassandra.rows(SELECT, [id], call());
    expect(rows.map((row): unknown[] => [row['place'], row['text']])).toEqual([
      [1, 'text 1'],
      [2, null],
      [3, 'text 3'],
    ]);
    expect(pools()[0]?.openConnections).toBeGreaterThan(0);

    await cassandra.write({ statement: COUNT, params: [id] }, call());
    expect((await cassandra.rows(SELECT_COUNT, [id], call()))[0]?.['n']).toBe(1n);
  });

  it('changes nothing and takes no lock when the schema is complete', async () => {
    await open(keyspace, SCHEMA).opened();
    const exclusively = jest.fn();
    await open(keyspace, SCHEMA, exclusively).opened();
    expect(exclusively).not.toHaveBeenCalled();
  });

  it('adds what a newer schema adds, the columns too', async () => {
    await open(keyspace, SCHEMA).opened();
    const newer = `${SCHEMA} ALTER TABLE notes ADD IF NOT EXISTS (mood text, tags set<text>);`;
    const { cassandra, opened: isOpen } = open(keyspace, newer);
    await isOpen();
    await cassandra.rows(idempotent('SELECT mood, tags FROM notes WHERE id = ?'), [randomUUID()], call());
  });

  it('keeps trying while the lock cannot be had', async () => {
    let refusals = 0;
    const exclusively: Exclusively = async (work) => {
      if (++refusals <= 2) throw new Error('etcd is away');
      await work();
    };
    await open(newKeyspace(), SCHEMA, exclusively).opened();
    expect(refusals).toBe(3);
  });

  it('does no work for a call that has expired or been given up', async () => {
    const { cassandra, opened: isOpen } = open(keyspace, SCHEMA);
    await isOpen();
    await expect(cassandra.rows(SELECT, [randomUUID()], call(-1))).rejects.toMatchObject({
      kind: 'deadline-exceeded',
    });
    const abandoned = { ...call(), cancelled: true };
    await expect(cassandra.rows(SELECT, [randomUUID()], abandoned)).rejects.toMatchObject({
      kind: 'cancelled',
    });
  });

  it('turns what the server refuses into a DomainError without its text', async () => {
    const { cassandra, opened: isOpen } = open(keyspace, SCHEMA);
    await isOpen();
    const error: unknown = await cassandra
      .rows(idempotent('SELECT nothing FROM nowhere'), [], call())
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'internal', message: 'a statement failed' });
  });

  it('can be closed while it is still waiting for a database', async () => {
    const connection = openCassandra({
      address: { contactPoints: ['127.0.0.1:1'], dataCenter: 'datacenter1' },
      keyspace,
      replication: '',
      schemas: [SCHEMA],
      exclusively: (work) => work(),
      observe: () => {},
      log: silentLog,
    });
    await eventually(async () => {
      await connection.close();
    });
    await connection.opened();
  });
});
