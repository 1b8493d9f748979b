import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { etcdAnswers } from '../answers';
import type { DatabasePlan } from '../keeper/database';
import { demandFreePort, freePort, isListenedOn } from '../ports';
import { etcdArguments, talksTls } from './etcd-arguments';
import { findEtcd } from './find-etcd';

const START_DEADLINE_MS = 60_000;

/** A single etcd with its files in `<stack folder>/etcd`, told `more` than it must be. */
export function planEtcd(
  stackFolder: string,
  node: { port: number; throwAway: boolean; more?: readonly string[] },
): DatabasePlan {
  const folder = join(stackFolder, 'etcd');
  const { port, throwAway, more = [] } = node;
  let emptied = !throwAway;
  return {
    name: 'etcd',
    title: 'etcd',
    port,
    dataFolder: join(folder, 'data'),
    logFile: join(folder, 'etcd.log'),
    startDeadlineMs: START_DEADLINE_MS,
    async prepare(preparation) {
      await demandFreePort(port, {
        server: 'etcd',
        portVariable: 'KILLRVIDEO_STACK_ETCD_PORT',
        existingVariable: 'KILLRVIDEO_ETCD_ENDPOINTS',
      });
      const etcd = await findEtcd(preparation);
      if (!emptied) await rm(join(folder, 'data'), { recursive: true, force: true });
      emptied = true;
      await mkdir(join(folder, 'data'), { recursive: true, mode: 0o700 });
      return {
        command: etcd.file,
        args: etcdArguments({ folder, port, peerPort: await freePort(), more }),
        environment: withoutEtcdVariables(process.env),
        version: etcd.version,
        // Of one that talks TLS nobody is asked here: that would take the certificates of a client.
        answers: () => (talksTls(more) ? isListenedOn(port) : etcdAnswers(`127.0.0.1:${port}`)),
      };
    },
  };
}

/** etcd takes options from ETCD_… too, and refuses to start when they contradict its arguments. */
function withoutEtcdVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('ETCD_')));
}
