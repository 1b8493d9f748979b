import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkSchemas } from './check-schemas';

describe('the schema files', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'schemas-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  function service(name: string, schema: string): void {
    mkdirSync(join(root, 'apps', name, 'src'), { recursive: true });
    const project = { name, metadata: { ports: { grpc: 1, admin: 2 } } };
    writeFileSync(join(root, 'apps', name, 'project.json'), JSON.stringify(project));
    writeFileSync(join(root, 'apps', name, 'src/schema.cql'), schema);
  }

  it('of this repository are right', async () => expect(await checkSchemas()).toEqual([]));

  it('are named with their error', async () => {
    service('notes', 'CREATE TABLE IF NOT EXISTS notes (id uuid PRIMARY KEY, text txet)');
    expect(await checkSchemas(root)).toEqual([
      expect.stringMatching(/^apps\/notes\/src\/schema.cql: txet is no type/),
    ]);
  });

  it('make each table once', async () => {
    for (const name of ['notes', 'remarks']) {
      service(name, 'CREATE TABLE IF NOT EXISTS notes (id uuid PRIMARY KEY)');
    }
    expect(await checkSchemas(root)).toEqual([
      'apps/remarks/src/schema.cql: the table notes is made by notes, too',
    ]);
  });
});
