import { readSchema } from './read-schema';
import { primaryKeyOf } from './schema';

const tableOf = (cql: string) => readSchema(cql).tables[0];
const columnsOf = (cql: string) =>
  [...(tableOf(cql)?.columns.values() ?? [])].map(({ name, type, kind }) => `${name} ${type} ${kind}`);

describe('a schema file', () => {
  it('is tables, columns and indexes to add', () => {
    const { tables, indexes } = readSchema(`
      -- what it is for; and why
      CREATE TABLE IF NOT EXISTS Users (userid uuid PRIMARY KEY, tags set<text>) WITH comment = 'a; b';
      /* several; */ ALTER TABLE users ADD IF NOT EXISTS (pending varchar, n bigint static);
      ALTER TABLE users ADD IF NOT EXISTS title text; // one needs no brackets
      CREATE INDEX IF NOT EXISTS users_by_title ON users (title) USING 'sai' WITH OPTIONS = {'normalize': 'true'};
      CREATE INDEX IF NOT EXISTS users_by_tag ON users (values(tags)) USING 'sai'`);
    expect([...(tables[0]?.columns.keys() ?? [])]).toEqual(['userid', 'tags', 'pending', 'n', 'title']);
    expect(indexes.map(({ name, table, target }) => [name, table, target])).toEqual([
      ['users_by_title', 'users', 'title'],
      ['users_by_tag', 'users', 'values(tags)'],
    ]);
    expect(tables[0]?.createIn('k')).toBe(
      "CREATE TABLE IF NOT EXISTS k.Users (userid uuid PRIMARY KEY, tags set<text>) WITH comment = 'a; b'",
    );
    expect(indexes[1]?.createIn('k')).toBe(
      "CREATE INDEX IF NOT EXISTS users_by_tag ON k.users (values(tags)) USING 'sai'",
    );
  });

  it.each([
    ['a int PRIMARY KEY', '(a)'],
    ['a int, b int, c int, PRIMARY KEY (a, b, c)', '(a, b ASC, c ASC)'],
    ['PRIMARY KEY ((b, a), c), a int, b int, c int', '((b, a), c ASC)'],
  ])('has primary keys: %s', (columns, key) => {
    const table = tableOf(`CREATE TABLE IF NOT EXISTS t (${columns})`);
    expect(primaryKeyOf(table?.columns.values() ?? [])).toBe(key);
  });

  it('has clustering orders, wherever they stand among the options', () => {
    const table = tableOf(
      `CREATE TABLE IF NOT EXISTS t (a int, b int, c int, PRIMARY KEY (a, b, c))
       WITH gc_grace_seconds = 60 AND CLUSTERING ORDER BY (b DESC, c ASC) AND comment = ''`,
    );
    expect(primaryKeyOf(table?.columns.values() ?? [])).toBe('(a, b DESC, c ASC)');
  });

  it('has types as Cassandra writes them', () => {
    expect(
      columnsOf(`CREATE TABLE IF NOT EXISTS t (a VarChar PRIMARY KEY, b MAP<text,int>, c frozen < list<list<int>> >,
        d set<frozen<map<int, text>>> static, e vector<float,3>)`),
    ).toEqual([
      'a text partition_key',
      'b map<text, int> regular',
      'c frozen<list<frozen<list<int>>>> regular',
      'd set<frozen<map<int, text>>> static',
      'e vector<float, 3> regular',
    ]);
  });

  const T = 'CREATE TABLE IF NOT EXISTS t (a int PRIMARY KEY, b text); ';
  it.each([
    ['CREATE TABLE t (a int PRIMARY KEY)', /^IF NOT EXISTS is expected where there is t, in: CREATE TABLE t/],
    ['DROP TABLE t', /may only add/],
    ['CREATE MATERIALIZED VIEW v AS SELECT a FROM t', /may only add/],
    ['CREATE TYPE address (street text)', /may only add/],
    [`${T} ALTER TABLE t DROP b`, /ADD IF NOT EXISTS is expected where there is drop/],
    [`${T} ALTER TABLE t ADD c int`, /ADD IF NOT EXISTS is expected where there is add/],
    [`${T} ALTER TABLE t ADD IF NOT EXISTS c int, d int`, /one pair of brackets/],
    [`${T} ALTER TABLE t ADD IF NOT EXISTS b int`, /column b is there already/],
    ['ALTER TABLE t ADD IF NOT EXISTS c int', /table t is not made by this schema/],
    [`${T} ${T}`, /table t is made twice/],
    ['CREATE TABLE IF NOT EXISTS t (a int, b int)', /no PRIMARY KEY/],
    ['CREATE TABLE IF NOT EXISTS t (a int PRIMARY KEY, PRIMARY KEY (a))', /second PRIMARY KEY/],
    ['CREATE TABLE IF NOT EXISTS t (a int, PRIMARY KEY (b))', /column b of the PRIMARY KEY is not in/],
    ['CREATE TABLE IF NOT EXISTS t (a int, a text, PRIMARY KEY (a))', /column a is there twice/],
    ['CREATE TABLE IF NOT EXISTS t (a int static PRIMARY KEY)', /cannot be static and in/],
    ['CREATE TABLE IF NOT EXISTS t (a txet PRIMARY KEY)', /txet is no type/],
    ['CREATE TABLE IF NOT EXISTS t (a tuple<int, int> PRIMARY KEY)', /tuple is no type/],
    ['CREATE TABLE IF NOT EXISTS t (a int PRIMARY KEY, b set<list<int>>)', /must be frozen/],
    ['CREATE TABLE IF NOT EXISTS t (a int PRIMARY KEY', /\) is expected where the statement ends/],
    ['CREATE TABLE IF NOT EXISTS "T" (a int PRIMARY KEY)', /without quotes/],
    [
      'CREATE TABLE IF NOT EXISTS t (a int PRIMARY KEY) WITH CLUSTERING ORDER BY (b DESC)',
      /names b, which is no clustering column/,
    ],
    [`${T} CREATE INDEX IF NOT EXISTS i ON t (b)`, /USING 'sai' is expected where the statement ends/],
    [`${T} CREATE INDEX IF NOT EXISTS i ON t (c) USING 'sai'`, /table t has no column c/],
    [`CREATE INDEX IF NOT EXISTS i ON t (b) USING 'sai'`, /table t is not made by this schema/],
  ])('may not say: %s', (cql, problem) => {
    expect(() => readSchema(cql)).toThrow(problem);
    expect(() => readSchema(cql)).toThrow(expect.objectContaining({ name: 'SchemaError' }) as Error);
  });
});
