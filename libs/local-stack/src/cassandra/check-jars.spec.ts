import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CASSANDRA_JARS, problemWithJars } from './check-jars';

describe('the check of the jars', () => {
  const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');
  const manifest = { 'a.jar': sha256('content of a'), 'b.jar': sha256('content of b') };
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jars-'));
    writeFileSync(join(folder, 'a.jar'), 'content of a');
    writeFileSync(join(folder, 'b.jar'), 'content of b');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is content with exactly the jars of the manifest', async () => {
    expect(await problemWithJars(folder, manifest)).toBeUndefined();
  });

  it('notices one changed byte of the same length', async () => {
    writeFileSync(join(folder, 'b.jar'), 'content of B');
    expect(await problemWithJars(folder, manifest)).toBe(
      `${join(folder, 'b.jar')} has the SHA-256 ${sha256('content of B')}, not ${manifest['b.jar']}`,
    );
  });

  it('notices what is missing, what does not belong there, and that there is nothing at all', async () => {
    rmSync(join(folder, 'a.jar'));
    expect(await problemWithJars(folder, manifest)).toBe(`${join(folder, 'a.jar')} is missing`);
    writeFileSync(join(folder, 'c.jar'), '');
    expect(await problemWithJars(folder, manifest)).toBe(`${join(folder, 'c.jar')} does not belong there`);
    expect(await problemWithJars(join(folder, 'none'), manifest)).toBe(
      `${join(folder, 'none')} does not exist`,
    );
  });

  it('knows the hundred jars of Cassandra 5.0.9', () => {
    expect(Object.keys(CASSANDRA_JARS)).toHaveLength(100);
    expect(CASSANDRA_JARS).toHaveProperty(
      ['cassandra-all-5.0.9.jar'],
      expect.stringMatching(/^[0-9a-f]{64}$/),
    );
  });
});
