import { createDatabase } from '../keeper/database';
import { freePort } from '../ports';
import type { Preparation } from '../preparation';
import { planEtcd } from './plan-etcd';

/** An etcd that no keeper knows of: it is its starter's, who must end it. */
export interface OwnEtcd {
  readonly port: number;
  /** Ends it and starts it again, with its data and on its port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an etcd with its files in the folder, on a free port, told `more` than one of the stack is. */
export async function startOwnEtcd(
  folder: string,
  more: readonly string[],
  onProgress: (line: string) => void,
): Promise<OwnEtcd> {
  const port = await freePort();
  const database = createDatabase(planEtcd(folder, { port, throwAway: true, more }), {
    processChanged: () => {},
    died: ({ how }) => onProgress(`etcd on port ${port} has ended: ${how}`),
  });
  const preparation: Preparation = {
    say: onProgress,
    signal: new AbortController().signal,
    track: () => () => {},
  };
  await database.started(preparation);
  return {
    port,
    async restart() {
      await database.stop();
      await database.started(preparation);
    },
    stop: () => database.stop(),
  };
}
