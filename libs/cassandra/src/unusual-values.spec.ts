import type { Log } from '@killrvideo/core';
import { silentLog } from '@killrvideo/testing';
import { types } from 'cassandra-driver';

import type { Row } from './columns';
import { tellUnusualValues } from './unusual-values';

const { dataTypes } = types;
const ID = '99051fe9-6a9c-46c2-b949-38ef78858dd0';

function telling() {
  const told: object[] = [];
  const log: Log = { ...silentLog, warn: (fields) => told.push(fields) };
  const tell = tellUnusualValues(log);
  const columns = [
    { name: 'videoid', type: { code: dataTypes.uuid } },
    { name: 'added_date', type: { code: dataTypes.timestamp } },
    { name: 'name', type: { code: dataTypes.varchar } },
  ];
  const read = (label: string, ...rows: object[]) => tell(label, { rows: rows as Row[], columns });
  return { told, read, tell };
}

it('what is usual, null, or no rows at all is not told', () => {
  const { told, read, tell } = telling();
  read('SELECT videos', { videoid: ID, added_date: 0n, name: 'A kitten' }, { added_date: null, name: null });
  tell('UPDATE videos', { rows: undefined, columns: null });
  expect(told).toEqual([]);
});

it('a time that cannot be shown is told with its row, and its column once in each statement', () => {
  const { told, read } = telling();
  for (let time = 0; time < 100; time++) {
    read('SELECT videos', { videoid: ID, added_date: 5n, name: '' });
    read('SELECT videos', { added_date: 6n }, { videoid: ID, added_date: 2n ** 62n, name: '' });
    read('SELECT user_videos', { videoid: null, added_date: -(2n ** 62n), name: '' });
  }
  expect(told).toEqual([
    {
      statement: 'SELECT videos',
      column: 'added_date',
      ids: { videoid: ID },
      problem: '4611686018427387904 ms since 1970 is outside the years 0001 to 9999',
    },
    expect.objectContaining({ statement: 'SELECT user_videos', column: 'added_date', ids: {} }),
  ]);
});

it('a text that is too large to be shown beside others is told by its length alone', () => {
  const { told, read } = telling();
  read('SELECT videos', { videoid: ID, added_date: 5n, name: 'x'.repeat(65_536) });
  read('SELECT videos', { videoid: ID, added_date: 5n, name: 'x'.repeat(65_537) });
  expect(told).toMatchObject([{ column: 'name', problem: 'a text of 65537 characters' }]);
});
