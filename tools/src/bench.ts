// npm run bench: what our calls cost beside a bare handler on the same Cassandra, and what events add; in one run, taking turns.
import { parseArgs } from 'node:util';

import type { StackLease } from '@killrvideo/local-stack';

import { compareWithBare } from './bench/compare';
import { costOfEvents } from './bench/events/cost-of-events';
import { failedLogins } from './bench/failed-logins';
import type { Extent } from './bench/measure';
import { keepReport, keepSection, report, type Comparison, type Footprint } from './bench/report';
import { comments } from './bench/subjects/comments';
import { benchOutliers } from './bench/outliers/bench-outliers';
import { ratings } from './bench/subjects/ratings';
import { users } from './bench/subjects/users';
import { videos } from './bench/subjects/videos';
import { leaseTestNode } from './test-node/lease-test-node';
import { buildApps } from './workspace/build-apps';
import { runToItsEnd } from './workspace/run-to-its-end';

const SUBJECTS = [comments, users, videos, ratings];
const USAGE =
  'usage: npm run bench -- [events] [--rounds N] [--calls N]   (at least 7 rounds; calls in each round; events: what they add, alone)';
const MIN_ROUNDS = 7;

async function main(): Promise<void> {
  const { extent, eventsAlone } = readArguments();
  const node = await leaseTestNode('npm run bench');
  try {
    await (eventsAlone ? benchEvents(node, extent) : benchAll(node, extent));
  } finally {
    await node.release();
  }
}

async function benchAll(node: StackLease, extent: Extent): Promise<void> {
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
    await eventsOn(node, extent),
    await failedLogins(environment, extent.rounds),
    await benchOutliers(extent.rounds),
  ].join('\n');
  console.log(`\n${page}\nkept in ${keepReport(page)}`);
}

async function benchEvents(node: StackLease, extent: Extent): Promise<void> {
  await buildApps([comments.app, ratings.app]);
  const section = await eventsOn(node, extent);
  console.log(`\n${section}\nkept in ${keepSection(section)}`);
}

/** In a keyspace of their own: who has subscribed there costs no other measurement anything. */
async function eventsOn(node: StackLease, extent: Extent): Promise<string> {
  const databasePid = await node.databasePid('cassandra');
  if (databasePid === undefined) throw new Error('Cassandra does not run any more');
  const environment = { ...node.environment, KILLRVIDEO_CASSANDRA_KEYSPACE: 'bench_events' };
  return costOfEvents(environment, databasePid, extent);
}

function readArguments(): { readonly extent: Extent; readonly eventsAlone: boolean } {
  const { values, positionals } = parseArgs({
    options: { rounds: { type: 'string' }, calls: { type: 'string' } },
    allowPositionals: true,
  });
  const rounds = Number(values.rounds ?? '9');
  const calls = Number(values.calls ?? '3000');
  const isKnown = positionals.length === 0 || (positionals.length === 1 && positionals[0] === 'events');
  if (
    !isKnown ||
    !Number.isInteger(rounds) ||
    rounds < MIN_ROUNDS ||
    !Number.isInteger(calls) ||
    calls < 100
  ) {
    throw new Error(USAGE);
  }
  return { extent: { rounds, calls }, eventsAlone: positionals.length === 1 };
}

runToItsEnd(main().then(() => 0));
