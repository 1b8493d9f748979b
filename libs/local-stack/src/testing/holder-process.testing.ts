import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';

import { bundleScript } from '../bundle-script';
import type { DatabaseDied } from '../keeper/protocol';
import type { LeaseOptions } from '../lease-stack';

/** What a holder's lease gave it. */
export interface Leased {
  readonly cassandra: string;
  readonly etcd: string;
  readonly cassandraPid: number;
  readonly etcdPid: number;
  readonly servicePid: number;
}

interface Told {
  readonly progress?: string;
  readonly leased?: Leased;
  readonly failed?: string;
  readonly died?: DatabaseDied;
  readonly done?: string;
}

/** A process that holds a lease. */
export interface HolderProcess {
  readonly pid: number;
  /** Everything that it has told so far. */
  readonly told: readonly Told[];
  readonly progress: () => string;
  /** Resolves with the first message that has the key, told before or to come. */
  heard<K extends keyof Told>(key: K): Promise<NonNullable<Told[K]>>;
  /** `restart cassandra`, `keep`, `release`; resolves when it is done. */
  order(command: string): Promise<void>;
  kill(): void;
}

/** Starts a process that takes a lease. */
export async function startHolder(
  options: Partial<LeaseOptions> & { folder: string },
): Promise<HolderProcess> {
  const script = await bundleScript('libs/local-stack/src/testing/lease-holder.testing.ts');
  const full = { cassandraPort: 'free', etcdPort: 'free', useExisting: false, holder: 'a test', ...options };
  const child = spawn(process.execPath, [script, JSON.stringify(full)], {
    env: process.env, // as the spec has it: Jest gives it a copy
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const told: Told[] = [];
  const news = new EventEmitter();
  createInterface({ input: child.stdout }).on('line', (line) => {
    told.push(JSON.parse(line) as Told);
    news.emit('news');
  });
  child.once('exit', () => news.emit('news'));

  async function first(fits: (message: Told) => boolean): Promise<Told> {
    for (;;) {
      const message = told.find(fits);
      if (message !== undefined) return message;
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`the holder ended: ${JSON.stringify(told)}`);
      await once(news, 'news');
    }
  }

  return {
    pid: child.pid ?? 0,
    told,
    progress: () => told.flatMap(({ progress }) => (progress === undefined ? [] : [progress])).join('\n'),
    heard: async (key) => (await first((message) => message[key] !== undefined))[key] as never,
    async order(command) {
      const before = told.length;
      child.stdin.write(`${command}\n`);
      await first((message) => message.done === command && told.indexOf(message) >= before);
    },
    kill: () => child.kill('SIGKILL'),
  };
}
