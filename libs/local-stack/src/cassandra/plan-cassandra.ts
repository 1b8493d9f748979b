import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { cassandraAnswers } from '../answers';
import type { DatabasePlan } from '../keeper/database';
import { demandFreePort, freePort } from '../ports';
import { cassandraArguments } from './cassandra-arguments';
import { cassandraYaml, LOGBACK_XML } from './cassandra-files';
import { CASSANDRA_VERSION, cassandraJars } from './fill-jars';
import { findJava, javaEnvironment, javaOf } from './find-java';

/** Seconds as a rule; a busy machine with spinning disks may need minutes. */
const START_DEADLINE_MS = 180_000;

/** A single Cassandra with its files in `<stack folder>/cassandra`. */
export function planCassandra(stackFolder: string, node: { port: number; throwAway: boolean }): DatabasePlan {
  const folder = join(stackFolder, 'cassandra');
  const { port, throwAway } = node;
  let emptied = !throwAway;
  return {
    name: 'cassandra',
    title: `Cassandra ${CASSANDRA_VERSION}`,
    port,
    dataFolder: join(folder, 'data'),
    logFile: join(folder, 'cassandra.log'),
    startDeadlineMs: START_DEADLINE_MS,
    async prepare(preparation) {
      await demandFreePort(port, {
        server: 'Cassandra',
        portVariable: 'KILLRVIDEO_STACK_CASSANDRA_PORT',
        existingVariable: 'KILLRVIDEO_CASSANDRA_CONTACT_POINTS',
      });
      const java = await findJava();
      const lib = await cassandraJars(java, preparation);
      const files = { port, storagePort: await freePort(), unsafeSystem: throwAway };
      if (!emptied) await rm(join(folder, 'data'), { recursive: true, force: true });
      emptied = true;
      // Native libraries that a killed node unpacked there.
      await rm(join(folder, 'tmp'), { recursive: true, force: true });
      // Never a path of its own: what Java reads names in its own folder only, see cassandraArguments.
      await rm(join(folder, 'lib'), { force: true });
      for (const name of ['conf', 'data', 'tmp']) await mkdir(join(folder, name), { recursive: true });
      await writeFile(join(folder, 'conf/cassandra.yaml'), cassandraYaml(files));
      await writeFile(join(folder, 'conf/logback.xml'), LOGBACK_XML);
      await symlink(lib, join(folder, 'lib'));
      return {
        folder,
        command: javaOf(java.home),
        args: cassandraArguments(files),
        environment: javaEnvironment(java),
        version: CASSANDRA_VERSION,
        answers: () => cassandraAnswers(`127.0.0.1:${port}`),
      };
    },
  };
}
