import { randomUUID } from 'node:crypto';

import { testCall as call, useTestNode } from '@killrvideo/testing';
import { Client } from 'cassandra-driver';

import { timestampColumn } from './columns';
import { useScratchKeyspace } from './scratch-keyspace.testing';
import { conditional, idempotent } from './statement';

const cassandra = useScratchKeyspace(`
  CREATE TABLE IF NOT EXISTS moments (id uuid, at timestamp, others list<timestamp>, noted timestamp, PRIMARY KEY (id, at));
`);
const INSERT = idempotent('INSERT INTO moments (id, at, others) VALUES (?, ?, ?)');
const CLAIM = conditional('INSERT INTO moments (id, at) VALUES (?, ?) IF NOT EXISTS');
const SELECT = idempotent('SELECT at, others, noted FROM moments WHERE id = ? AND at = ?');

it.each([0n, -1n, 1_764_000_000_000n, 8_640_000_000_000_001n, 2n ** 63n - 1n, -(2n ** 63n)])(
  'the timestamp %s is written, found and read as it is',
  async (at) => {
    const id = randomUUID();
    await cassandra().write({ statement: INSERT, params: [id, at, [at, 5n]] }, call());
    const [row] = await cassandra().rows(SELECT, [id, at], call());
    expect(row && timestampColumn(row, 'at')).toBe(at);
    expect(row && timestampColumn(row, 'noted')).toBeUndefined();
    expect(row?.['others']).toEqual([at, 5n]);
    const refused = await cassandra().writeIf([{ statement: CLAIM, params: [id, at] }], call());
    expect(refused).toMatchObject({ applied: false, rows: [{ at }] });
  },
);

it('a Date is taken, too', async () => {
  const [id, date] = [randomUUID(), new Date(1_400_000_000_123)];
  await cassandra().write({ statement: INSERT, params: [id, date, null] }, call());
  expect(await cassandra().rows(SELECT, [id, 1_400_000_000_123n], call())).toHaveLength(1);
});

const node = useTestNode();

it('other clients in the process are left alone', async () => {
  const port = Number(node().cassandra.split(':')[1]);
  const other = new Client({
    contactPoints: [node().cassandra],
    localDataCenter: 'datacenter1',
    protocolOptions: { port },
  });
  const { rows } = await other.execute('SELECT to_timestamp(now()) AS at FROM system.local');
  expect(rows[0]?.['at']).toBeInstanceOf(Date);
  await other.shutdown();
});
