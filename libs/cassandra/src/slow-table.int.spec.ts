import { randomUUID } from 'node:crypto';

import type { DomainError } from '@killrvideo/core';
import { startCqlProxy, testCall as call, useTestNode, type CqlProxy } from '@killrvideo/testing';

import { openTables, type OpenTables } from './open-tables.testing';
import { idempotent } from './statement';

jest.setTimeout(60_000);
const node = useTestNode();
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS slow_notes (id uuid PRIMARY KEY, text text);
  CREATE TABLE IF NOT EXISTS slow_too (id uuid PRIMARY KEY, text text);
  CREATE TABLE IF NOT EXISTS quick_notes (id uuid PRIMARY KEY, text text);
`;
const SELECT_SLOW = idempotent('SELECT text FROM slow_notes WHERE id = ?');
const SELECT_SLOW_TOO = idempotent('SELECT text FROM slow_too WHERE id = ?');
const SELECT_QUICK = idempotent('SELECT text FROM quick_notes WHERE id = ?');

let proxy: CqlProxy;
let tables: OpenTables;
beforeAll(async () => {
  proxy = await startCqlProxy(node().cassandra);
  tables = await openTables(proxy.address, `k${randomUUID().replaceAll('-', '')}`, SCHEMA);
  for (const each of [SELECT_SLOW, SELECT_SLOW_TOO, SELECT_QUICK]) await read(each);
});
afterAll(async () => {
  await tables.close();
  proxy.close();
});

const read = (statement: typeof SELECT_SLOW, withinMs?: number) =>
  tables.cassandra.rows(statement, [randomUUID()], call(withinMs));

describe('a table that is slow', () => {
  it('does not cost others their connection when its callers are impatient', async () => {
    const restore = proxy.slowDown(/FROM slow/, 2000);
    const patient = read(SELECT_SLOW_TOO, 60_000);
    const impatient = await Promise.allSettled(Array.from({ length: 200 }, () => read(SELECT_SLOW, 300)));
    expect(impatient.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    await Promise.all(Array.from({ length: 10 }, () => read(SELECT_QUICK, 60_000)));
    expect(await patient).toEqual([]);
    restore();
  });

  it('has its statements wait in line, however many they are, and others are not refused for them', async () => {
    const restore = proxy.slowDown(/FROM slow/, 2000);
    const flood = Promise.allSettled(Array.from({ length: 3000 }, () => read(SELECT_SLOW)));
    expect(await read(SELECT_QUICK)).toEqual([]);
    const kinds = (await flood).map((each) =>
      each.status === 'fulfilled' ? 'read' : (each.reason as DomainError).kind,
    );
    // What waited too long is told that the database was late.
    expect(kinds.filter((kind) => kind !== 'read' && kind !== 'unavailable')).toEqual([]);
    restore();
  });
});
