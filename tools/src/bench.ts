// npm run bench: what our calls cost beside a bare handler on the same Cassandra, in one run, taking turns.
import { parseArgs } from 'node:util';

import { compareWithBare } from './bench/compare';
import { failedLogins } from './bench/failed-logins';
import type { Extent } from './bench/measure';
import { keepReport, report, type Comparison, type Footprint } from './bench/report';
import { comments } from './bench/subjects/comments';
import { benchOutliers } from './bench/outliers/bench-outliers';
import { ratings } from './bench/subjects/ratings';
import { users } from './bench/subjects/users';
import { videos } from './bench/subjects/videos';
import { leaseTestNode } from './test-node/lease-test-node';
import { buildApps } from './workspace/build-apps';
import { runToItsEnd } from './workspace/run-to-its-end';

const SUBJECTS = [comments, users, videos, ratings];
const USAGE = 'usage: npm run bench -- [--rounds N] [--calls N]   (at least 7 rounds; calls in each round)';
const MIN_ROUNDS = 7;

async function main(): Promise<void> {
  const extent = readArguments();
  const node = await leaseTestNode('npm run bench');
  try {
    await buildApps([...SUBJECTS.map(({ app }) => app), 'outliers']);
    const environment = { ...node.environment, KILLRVIDEO_CASSANDRA_KEYSPACE: 'bench' };
    const comparisons: Comparison[] = [];
    const footprints: Footprint[] = [];
    for (const subject of SUBJECTS) {
      const result = await compareWithBare(subject, environment, extent);
      comparisons.push(...result.comparisons);
      footprints.push(result.footprint);
    }
    const page = [
      report(comparisons, footprints, extent),
      await failedLogins(environment, extent.rounds),
      await benchOutliers(extent.rounds),
    ].join('\n');
    console.log(`\n${page}\nkept in ${keepReport(page)}`);
  } finally {
    await node.release();
  }
}

function readArguments(): Extent {
  const { values } = parseArgs({ options: { rounds: { type: 'string' }, calls: { type: 'string' } } });
  const rounds = Number(values.rounds ?? '9');
  const calls = Number(values.calls ?? '3000');
  if (!Number.isInteger(rounds) || rounds < MIN_ROUNDS || !Number.isInteger(calls) || calls < 100) {
    throw new Error(USAGE);
  }
  return { rounds, calls };
}

runToItsEnd(main().then(() => 0));
