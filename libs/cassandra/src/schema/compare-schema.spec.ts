import { compareSchema, type FoundSchema } from './compare-schema';
import { readSchema } from './read-schema';

/** What stands in a keyspace where somebody has run these statements. */
function found(cql: string, views: readonly string[] = []): FoundSchema {
  const { tables, indexes } = readSchema(cql);
  return {
    tables: new Map(tables.map(({ name, columns }) => [name, { columns, isView: views.includes(name) }])),
    indexes: new Map(
      indexes.map(({ name, table, target }) => [name, { table, target, isStorageAttached: true }]),
    ),
  };
}

const WANTED = readSchema(`
  CREATE TABLE IF NOT EXISTS notes (owner uuid, at timeuuid, text text, n int static, PRIMARY KEY (owner, at))
    WITH CLUSTERING ORDER BY (at DESC);
  CREATE TABLE IF NOT EXISTS notes_read (id uuid PRIMARY KEY, times counter);
  ALTER TABLE notes ADD IF NOT EXISTS (mood text);
  CREATE INDEX IF NOT EXISTS notes_by_mood ON notes (mood) USING 'sai';
`);

const NOTES = 'CREATE TABLE IF NOT EXISTS notes ';
const DESC = 'WITH CLUSTERING ORDER BY (at DESC);';
const READ = 'CREATE TABLE IF NOT EXISTS notes_read (id uuid PRIMARY KEY, times counter);';
const INDEX = "CREATE INDEX IF NOT EXISTS notes_by_mood ON notes (mood) USING 'sai';";
const COLUMNS = 'owner uuid, at timeuuid, n int static, mood text, PRIMARY KEY (owner, at)';
const ALL = `${NOTES}(text text, extra blob, ${COLUMNS}) ${DESC} ${READ} ${INDEX}`;

const compare = (there: FoundSchema) => compareSchema(WANTED, there, 'k');

describe('a schema beside what stands', () => {
  it('lacks nothing where all is there, and does not mind what is there besides', () => {
    expect(compare(found(ALL))).toEqual({ steps: [], problems: [] });
  });

  it('makes missing tables first, and adds to those that are there', () => {
    expect(compare(found('')).steps.map(({ table }) => table)).toEqual(['notes', 'notes_read']);
    const fresh = found(`${NOTES}(owner uuid, at timeuuid, PRIMARY KEY (owner, at)) ${DESC} ${READ}`);
    expect(compare(fresh)).toEqual({
      problems: [],
      steps: [
        {
          table: 'notes',
          adds: ['text', 'n', 'mood'],
          cql: 'ALTER TABLE k.notes ADD IF NOT EXISTS (text text, n int static, mood text)',
        },
        {
          table: 'notes',
          adds: ['notes_by_mood'],
          cql: "CREATE INDEX IF NOT EXISTS notes_by_mood ON k.notes (mood) USING 'sai'",
        },
      ],
    });
  });

  it.each([
    [
      'another key',
      `${NOTES}(text text, owner uuid, at timeuuid, PRIMARY KEY (at)) ; ${READ}`,
      'table notes: its primary key is (at), and must be (owner, at DESC)',
    ],
    [
      'another order',
      `${NOTES}(text text, ${COLUMNS}); ${READ}`,
      'table notes: its primary key is (owner, at ASC), and must be (owner, at DESC)',
    ],
    [
      'another type',
      `${NOTES}(text blob, ${COLUMNS}) ${DESC} ${READ}`,
      'table notes: column text is blob, and must be text',
    ],
    [
      'a value of each row instead of each partition',
      `${NOTES}(owner uuid, at timeuuid, n int, PRIMARY KEY (owner, at)) ${DESC} ${READ}`,
      'table notes: column n is int, and must be int static',
    ],
    [
      'no counters',
      `${ALL.replace('times counter', 'seen int')}`,
      'table notes_read: is no table of counters, and must be one',
    ],
    [
      'an index of that name elsewhere',
      ALL.replace('(mood) USING', '(text) USING'),
      'index notes_by_mood: is on notes (text), and must be on notes (mood)',
    ],
  ])('names what adding cannot mend: %s', (_what, there, problem) => {
    expect(compare(found(there)).problems).toEqual([problem]);
  });

  it('names a view', () => {
    expect(compare(found(ALL, ['notes'])).problems).toEqual([
      'table notes: is a materialized view, and must be a table',
    ]);
  });
});
