import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { cacheFolder } from '../cache-folder';
import { findOnPath, isExecutable } from '../find-on-path';
import { withElapsed, type Preparation } from '../preparation';
import { runCommand } from '../run-command';
import { withLock } from '../with-lock';
import { CASSANDRA_JARS, problemWithJars } from './check-jars';
import { javaEnvironment, type Java } from './find-java';

/** The version of Cassandra that is run. */
export const CASSANDRA_VERSION = '5.0.9';
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const FILL_DEADLINE_MS = 20 * 60_000;
const PARTIAL = 'partial-';

/** Maven's only job: the jars of the server and of all it needs. The versions come with the server's own pom. */
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>killrvideo.local-stack</groupId>
  <artifactId>cassandra-server</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.cassandra</groupId>
      <artifactId>cassandra-all</artifactId>
      <version>${CASSANDRA_VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;

/**
 * The folder of Cassandra's jars in the user's cache, every one checked against its SHA-256; filled by Maven when
 * they are not there yet or one is spoilt. `java` is for Maven.
 */
export async function cassandraJars(java: Java, preparation: Preparation): Promise<string> {
  const folder = join(cacheFolder(), `cassandra-${CASSANDRA_VERSION}`);
  const lib = join(folder, 'lib');
  if ((await problemWithJars(lib)) === undefined) return lib;
  await withLock(
    join(folder, 'fill'),
    {
      holder: `process ${process.pid}`,
      deadlineMs: FILL_DEADLINE_MS,
      onWait: (holder, seconds) =>
        preparation.say(
          `Cassandra ${CASSANDRA_VERSION}: waiting for ${holder}, which fetches it (${seconds} s)`,
        ),
      signal: preparation.signal,
    },
    async () => {
      const problem = await problemWithJars(lib); // whoever had the lock before may have filled it
      if (problem === undefined) return;
      if (existsSync(lib)) preparation.say(`Cassandra is fetched again: ${problem}`);
      await fill(lib, java, preparation);
    },
  );
  return lib;
}

/** Fills a folder aside and renames it, so that a half-filled one never stands where a whole one is expected. */
async function fill(lib: string, java: Java, preparation: Preparation): Promise<void> {
  const folder = dirname(lib);
  for (const left of await readdir(folder)) {
    if (left.startsWith(PARTIAL)) await rm(join(folder, left), { recursive: true, force: true });
  }
  const partial = await mkdtemp(join(folder, PARTIAL));
  try {
    const jars = join(partial, 'lib');
    await mkdir(jars);
    await writeFile(join(partial, 'pom.xml'), POM);
    await runMaven(partial, java, preparation);
    const problem = await problemWithJars(jars);
    if (problem !== undefined) throw new Error(spoiltMessage(problem));
    if (existsSync(lib)) await rename(lib, join(partial, 'replaced'));
    await rename(jars, lib);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Leaves the jars in `lib` of the folder. */
async function runMaven(folder: string, java: Java, preparation: Preparation): Promise<void> {
  const maven = findMaven();
  const total = Object.keys(CASSANDRA_JARS).length;
  const fetched = { files: 0, megabytes: 0, copied: 0 };
  preparation.say(
    `Cassandra ${CASSANDRA_VERSION}: fetching ${total} jars (67 MB) with Maven, once for all clones`,
  );
  const { failure, output } = await withElapsed(
    (line) => preparation.say(line),
    () =>
      fetched.copied > 0
        ? `  ${fetched.copied} of ${total} jars copied`
        : `  ${fetched.files} files fetched, ${fetched.megabytes.toFixed(1)} MB`,
    () =>
      runCommand(
        maven,
        // -C: what does not have the checksum that its repository tells is an error, not a warning.
        [
          '-B',
          '-C',
          '-Dstyle.color=never',
          '-f',
          'pom.xml',
          PLUGIN,
          '-DincludeScope=runtime',
          '-DoutputDirectory=lib',
        ],
        {
          folder,
          environment: javaEnvironment(java),
          deadlineMs: FILL_DEADLINE_MS,
          preparation,
          onLine: (line) => countProgress(line, fetched),
        },
      ),
  );
  if (failure !== undefined) {
    throw new Error(`Cassandra could not be fetched, Maven failed (${failure}):\n${output}`);
  }
}

/** Reads Maven's `Downloaded from central: … (1.2 MB at 3 MB/s)` and `Copying x.jar to …`. */
export function countProgress(
  line: string,
  fetched: { files: number; megabytes: number; copied: number },
): void {
  const size = /Downloaded from .*\(([\d.]+) (B|kB|MB) at /.exec(line);
  if (size !== null) {
    fetched.files++;
    fetched.megabytes += Number(size[1]) / { B: 1e6, kB: 1e3, MB: 1 }[size[2] as 'B' | 'kB' | 'MB'];
  } else if (/\bCopying \S+\.jar\b/.test(line)) fetched.copied++;
}

function findMaven(): string {
  const homes = [process.env['MAVEN_HOME'], process.env['M2_HOME']].filter((home) => home !== undefined);
  const maven = findOnPath('mvn') ?? homes.map((home) => join(home, 'bin/mvn')).find(isExecutable);
  if (maven !== undefined) return maven;
  throw new Error(
    `Maven is needed once, to fetch Cassandra ${CASSANDRA_VERSION}, and there is no mvn on PATH. Install it ` +
      '(Debian, Ubuntu: apt-get install maven; macOS: brew install maven), or name existing servers with ' +
      'KILLRVIDEO_CASSANDRA_CONTACT_POINTS=<host>:9042',
  );
}

function spoiltMessage(problem: string): string {
  return (
    `Maven gave a jar of Cassandra that is not what it must be: ${problem}\n` +
    'Delete that jar from Maven’s own repository (~/.m2/repository) and run the command again'
  );
}
