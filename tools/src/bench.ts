// npm run bench: what our calls cost beside a bare handler on the same Cassandra, in one run, taking turns.
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { commentsCalls, videoWithComments } from './bench/comments-calls';
import { residentMiB } from './bench/cpu-time';
import { measureRound, medianOf, type Contestant, type Round } from './bench/measure';
import { keepReport, report, type Comparison } from './bench/report';
import { startServer } from './bench/server-process';
import { leaseTestNode } from './test-node/lease-test-node';
import { buildApps, bundleOf } from './workspace/build-apps';
import { runCommand } from './workspace/run-command';
import { workspaceRoot } from './workspace/workspace-root';

const RPCS = ['commentOnVideo', 'getVideoComments'] as const;
const USAGE = 'usage: npm run bench -- [--rounds N] [--calls N]   (at least 7 rounds; calls in each round)';
const MIN_ROUNDS = 7;

async function main(): Promise<void> {
  const { rounds, calls } = readArguments();
  const node = await leaseTestNode('npm run bench');
  try {
    await buildApps(['comments']);
    const environment = { ...node.environment, KILLRVIDEO_CASSANDRA_KEYSPACE: 'bench' };

    // The first start makes the tables; the one that is measured is an ordinary one.
    const first = await startServer(bundleOf('comments'), environment);
    const videoId = await videoWithComments(first.address);
    await first.stop();

    const startedAt = performance.now();
    const ours = await startServer(bundleOf('comments'), environment);
    await ours.ready();
    const footprint = { readyAfterMs: performance.now() - startedAt, residentMiB: residentMiB(ours.pid) };
    const bare = await startServer(await bundleBareServer(), environment);

    const oursCalls = await commentsCalls(ours.address, videoId);
    const bareCalls = await commentsCalls(bare.address, videoId);
    const comparisons: Comparison[] = [];
    for (const rpc of RPCS) {
      const contestants = {
        bare: { pid: bare.pid, call: bareCalls[rpc] },
        ours: { pid: ours.pid, call: oursCalls[rpc] },
      };
      comparisons.push({ rpc, ...(await compare(rpc, contestants, rounds, calls)) });
    }
    oursCalls.close();
    bareCalls.close();
    await Promise.all([bare.stop(), ours.stop()]);

    const page = report(comparisons, footprint, rounds, calls);
    console.log(`\n${page}\nkept in ${keepReport(page)}`);
  } finally {
    await node.release();
  }
}

/** Both take turns, the first of a round being the second of the next; the first round is a warm-up. */
async function compare(
  rpc: string,
  contestants: { bare: Contestant; ours: Contestant },
  rounds: number,
  calls: number,
): Promise<{ bare: Round; ours: Round }> {
  const measured: { bare: Round[]; ours: Round[] } = { bare: [], ours: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)) {
      const result = await measureRound(contestants[name], calls);
      if (round > 0) measured[name].push(result);
    }
    console.log(`${rpc}: ${round === 0 ? 'warmed up' : `round ${round} of ${rounds}`}`);
  }
  return { bare: medianOf(measured.bare), ours: medianOf(measured.ours) };
}

async function bundleBareServer(): Promise<string> {
  const file = join(workspaceRoot, '.local/tools/bare-comments-server.js');
  const { ok, output } = await runCommand(
    'esbuild',
    [
      'tools/src/bench/bare-comments-server.ts',
      '--bundle',
      '--packages=external',
      '--platform=node',
      '--target=node20',
      '--tsconfig=tsconfig.base.json',
      `--outfile=${file}`,
    ],
    { timeoutMs: 60_000 },
  );
  if (!ok) throw new Error(output);
  return file;
}

function readArguments(): { rounds: number; calls: number } {
  const { values } = parseArgs({ options: { rounds: { type: 'string' }, calls: { type: 'string' } } });
  const rounds = Number(values.rounds ?? '9');
  const calls = Number(values.calls ?? '3000');
  if (!Number.isInteger(rounds) || rounds < MIN_ROUNDS || !Number.isInteger(calls) || calls < 100) {
    throw new Error(USAGE);
  }
  return { rounds, calls };
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
