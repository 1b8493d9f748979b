import { schemaSteps } from './schema';

describe('a schema file', () => {
  it('is a list of tables and columns to add', () => {
    const steps = schemaSteps(`
      -- what it is for; and why
      CREATE TABLE IF NOT EXISTS Users (userid uuid PRIMARY KEY, tags set<text>);
      ALTER TABLE users ADD IF NOT EXISTS (pending text, scores map<text, int>, n bigint static);
    `);
    expect(steps.map(({ table, columns }) => ({ table, columns }))).toEqual([
      { table: 'users', columns: [] },
      { table: 'users', columns: ['pending', 'scores', 'n'] },
    ]);
  });

  it.each([
    'CREATE TABLE t (a int PRIMARY KEY);',
    'DROP TABLE t;',
    'ALTER TABLE t DROP a;',
    'ALTER TABLE t ADD a int;',
  ])('may not say %p', (cql) => expect(() => schemaSteps(cql)).toThrow(/may only add/));
});
