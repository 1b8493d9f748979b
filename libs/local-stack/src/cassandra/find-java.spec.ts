import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';

import { findJava, majorOf, versionInOutput } from './find-java';

describe('the Java for Cassandra', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment', '17.0.15', 17],
    ['Picked up JAVA_TOOL_OPTIONS: -Dx=y\njava version "1.8.0_402"\nJava(TM) SE', '1.8.0_402', 8],
    ['openjdk version "25-ea" 2025-09-16', '25-ea', 25],
    ['openjdk version "21" 2023-09-19 LTS', '21', 21],
  ])('is told by what it says of itself: %p', (output, version, major) => {
    expect(versionInOutput(output)).toBe(version);
    expect(majorOf(version)).toBe(major);
  });

  it('has no version when it says something else', () => {
    expect(
      versionInOutput('The operation couldn’t be completed. Unable to locate a Java Runtime.'),
    ).toBeUndefined();
  });

  it('is the one of JAVA_HOME when that is a 17 which runs', async () => {
    const home = fakeJava('echo \'openjdk version "17.0.99" 2026-01-01\' >&2');
    expect(await findJava({ JAVA_HOME: home, PATH: '' })).toEqual({ home, version: '17.0.99' });
  });

  it('may lie where JAVA_HOME says from the folder in which the command was called', async () => {
    const home = fakeJava('echo \'openjdk version "17.0.99" 2026-01-01\' >&2');
    const here = { JAVA_HOME: relative(process.cwd(), home), PATH: '' };
    expect((await findJava(here, [])).home).toBe(home);
    const called = { JAVA_HOME: basename(home), INIT_CWD: dirname(home), PATH: '' };
    expect((await findJava(called, [])).home).toBe(home);
  });

  it('is passed over when it says 17 and does not run, or is another', async () => {
    const broken = fakeJava('exit 1', '17.0.1');
    const other = fakeJava('exit 1', '25.0.1');
    const found = await findJava({ JAVA_HOME: broken, JAVA_HOME_17_X64: other, PATH: '' }, []).catch(
      (error: Error) => error.message,
    );
    expect(found).toContain(`${broken} does not run: exit code 1`);
    expect(found).toContain(`${other} is Java 25.0.1`);
    expect(found).toContain('apt-get install openjdk-17-jdk-headless');
  });

  function fakeJava(script: string, release?: string): string {
    const home = mkdtempSync(join(tmpdir(), 'java-'));
    const java = join(home, 'bin/java');
    mkdirSync(dirname(java));
    writeFileSync(java, `#!/bin/sh\n${script}\n`);
    chmodSync(java, 0o755);
    if (release !== undefined) writeFileSync(join(home, 'release'), `JAVA_VERSION="${release}"\n`);
    return home;
  }
});
