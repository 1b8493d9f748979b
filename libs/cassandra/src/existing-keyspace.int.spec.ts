import { randomUUID } from 'node:crypto';

import { silentLog, testCall, useTestNode } from '@killrvideo/testing';

import { existingKeyspace } from './existing-keyspace';
import { OPENED_WITHIN_MS, openTables } from './open-tables.testing';
import { idempotent } from './statement';

const node = useTestNode();
const at = (contactPoint: string, keyspace: string) =>
  existingKeyspace({
    address: { contactPoints: [contactPoint], dataCenter: 'datacenter1' },
    ...{ keyspace, log: silentLog },
  });

describe('a keyspace that others have made', () => {
  it(
    'is read and written',
    async () => {
      const keyspace = `scratch_${randomUUID().slice(0, 8)}`;
      const made = await openTables(
        node().cassandra,
        keyspace,
        'CREATE TABLE IF NOT EXISTS notes (id int PRIMARY KEY);',
      );
      const existing = await at(node().cassandra, keyspace);
      const statement = idempotent('INSERT INTO notes (id) VALUES (?)');
      await existing.cassandra.write({ statement, params: [7] }, testCall());
      expect(await existing.cassandra.rows(idempotent('SELECT id FROM notes'), [], testCall())).toMatchObject(
        [{ id: 7 }],
      );
      await Promise.all([existing.close(), made.close()]);
    },
    OPENED_WITHIN_MS + 5000,
  );

  it('is not made where it is not there', async () => {
    const refused = { kind: 'not-found', message: expect.stringMatching(/ has no keyspace nowhere$/) };
    await expect(at(node().cassandra, 'nowhere')).rejects.toMatchObject(refused);
    await expect(at(node().cassandra, 'nowhere')).rejects.toMatchObject(refused);
  });

  it('cannot be used where nobody answers', async () => {
    await expect(at('127.0.0.1:1', 'killrvideo')).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(/^Cassandra at 127.0.0.1:1 cannot be used: .*ECONNREFUSED/),
    });
  });
});
