import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { bundled, eventually, seeded, sleep } from '@killrvideo/testing';

import { lateProxy, type LateProxy } from './late-proxy.testing';

/** How a process ends: at once; with its last bytes long after it; or asleep past its lease, and killed as it wakes up. */
const ENDS = ['plain', 'late', 'stalled'] as const;
/** Of so many troubles one is no kill: the process lives, and loses its database for a time. */
const CUT_OFF_ONE_IN = 4;
/** Who writes at once in a process. */
const PINNERS = 3;
/** As long as it takes to find everybody dead, and to deliver what they have left. */
const CLEAR_WITHIN_MS = 30_000;

export interface Trial {
  readonly cassandra: string;
  readonly keyspace: string;
  readonly seconds: number;
  readonly processes: number;
  readonly groups: readonly string[];
  /** One of the groups that takes nothing until the end. */
  readonly away: string;
  /** A name in VARIANTS. */
  readonly variant: string;
  readonly seed: number;
}

export interface TrialOutcome {
  readonly kills: number;
  readonly acked: ReadonlySet<string>;
  /** By group, how often each note was heard of. */
  readonly heard: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

interface TrialProcess {
  readonly child: ChildProcess;
  readonly proxy: LateProxy;
  readonly exited: Promise<unknown>;
}

/** Kills processes at random while they write, and then lets one of them, which is left alone, clear up. */
export async function runTrial(trial: Trial, isClear: () => Promise<void>): Promise<TrialOutcome> {
  const random = seeded(trial.seed);
  const acked = new Set<string>();
  const heard = new Map(trial.groups.map((group) => [group, new Map<string, number>()]));
  const running: TrialProcess[] = [];
  const proxies: LateProxy[] = [];
  let kills = 0;
  const script = await bundled(join(__dirname, 'trial-process.testing.ts'));

  const hear = (line: string): void => {
    const [verb, ...rest] = line.split(' ');
    if (verb === 'acked') acked.add(rest[0]!);
    if (verb !== 'heard') return;
    const times = heard.get(rest[0]!)!;
    times.set(rest[1]!, (times.get(rest[1]!) ?? 0) + 1);
  };
  const start = async (pinners: number, variant = trial.variant): Promise<TrialProcess> => {
    const proxy = await lateProxy(trial.cassandra);
    proxies.push(proxy);
    const child = spawn(process.execPath, ['--enable-source-maps', script], {
      env: {
        ...{ PATH: process.env['PATH'], CONTACT_POINT: proxy.address, KEYSPACE: trial.keyspace },
        ...{ PINNERS: String(pinners), VARIANT: variant },
      },
      stdio: ['pipe', 'pipe', process.env['EVENTS_TRIAL_LOG'] === undefined ? 'ignore' : 'inherit'],
    });
    child.stdin.on('error', () => {}); // it may be dead already
    const exited = once(child, 'close');
    const lines = createInterface({ input: child.stdout });
    lines.on('line', hear);
    await Promise.race([once(lines, 'line'), exited]);
    return { child, proxy, exited };
  };
  const startOne = async (): Promise<void> => {
    const started = await start(PINNERS);
    started.child.stdin?.write(`away ${trial.away}\n`);
    running.push(started);
  };
  const kill = async ({ child, proxy, exited }: TrialProcess): Promise<void> => {
    kills++;
    const how = random.pick(ENDS);
    if (how === 'late') {
      proxy.keep(1200 + random.below(1500));
      await sleep(random.below(100));
    } else if (how === 'stalled') {
      child.kill('SIGSTOP');
      await sleep(900 + random.below(900));
      child.kill('SIGCONT');
      await sleep(random.below(50));
    }
    child.kill('SIGKILL');
    await exited;
  };

  const killAtRandom = async (): Promise<void> => {
    const until = performance.now() + trial.seconds * 1000;
    while (performance.now() < until) {
      await sleep(200 + random.below(1300));
      if (random.below(CUT_OFF_ONE_IN) === 0) {
        await random.pick(running).proxy.cutOff(200 + random.below(1500));
        continue;
      }
      const victims = running.splice(0, 1 + random.below(trial.processes));
      await Promise.all(victims.map(kill));
      await Promise.all(victims.map(startOne));
    }
  };
  const stop = async ({ child, exited }: TrialProcess): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };

  try {
    await Promise.all(Array.from({ length: trial.processes }, startOne));
    await killAtRandom();
    await Promise.all(running.splice(0).map(stop));
    const last = await start(0, 'right');
    running.push(last);
    await eventually(isClear, CLEAR_WITHIN_MS).catch(() => {}); // what is missing then is what tells
    await stop(last);
  } finally {
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(proxies.map((proxy) => proxy.close()));
  }
  return { kills, acked, heard };
}
