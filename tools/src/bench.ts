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
import { APPS as SEARCH_APPS, costOfSearch } from './bench/search/cost-of-search';
import { ratings } from './bench/subjects/ratings';
import { users } from './bench/subjects/users';
import { videos } from './bench/subjects/videos';
import { leaseTestNode } from './test-node/lease-test-node';
import { buildApps } from './workspace/build-apps';
import { runToItsEnd } from './workspace/run-to-its-end';

const SUBJECTS = [comments, users, videos, ratings];
const USAGE =
  'usage: npm run bench -- [events | search] [--rounds N] [--calls N]   (at least 7 rounds; calls in each round; one section alone)';
const MIN_ROUNDS = 7;

async function main(): Promise<void> {
  const { extent, alone } = readArguments();
  const node = await leaseTestNode('npm run bench');
  try {
    await (alone === undefined ? benchAll(node, extent) : SECTIONS[alone](node, extent));
  } finally {
    await node.release();
  }
}

/** Those that can be measured alone. */
const SECTIONS = { events: benchEvents, search: benchSearch };
type Section = keyof typeof SECTIONS;

async function benchAll(node: StackLease, extent: Extent): Promise<void> {
  await buildApps([...new Set([...SUBJECTS.map(({ app }) => app), ...SEARCH_APPS, 'outliers'])]);
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
    await costOfSearch(node.environment, extent),
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

async function benchSearch(node: StackLease, extent: Extent): Promise<void> {
  await buildApps(SEARCH_APPS);
  const section = await costOfSearch(node.environment, extent);
  console.log(`\n${section}\nkept in ${keepSection(section)}`);
}

/** In a keyspace of their own: who has subscribed there costs no other measurement anything. */
async function eventsOn(node: StackLease, extent: Extent): Promise<string> {
  const databasePid = await node.databasePid('cassandra');
  if (databasePid === undefined) throw new Error('Cassandra does not run any more');
  const environment = { ...node.environment, KILLRVIDEO_CASSANDRA_KEYSPACE: 'bench_events' };
  return costOfEvents(environment, databasePid, extent);
}

function readArguments(): { readonly extent: Extent; readonly alone: Section | undefined } {
  const { values, positionals } = parseArgs({
    options: { rounds: { type: 'string' }, calls: { type: 'string' } },
    allowPositionals: true,
  });
  const rounds = Number(values.rounds ?? '9');
  const calls = Number(values.calls ?? '3000');
  const [alone, ...more] = positionals;
  const isKnown = (alone === undefined || isSection(alone)) && more.length === 0;
  if (
    !isKnown ||
    !Number.isInteger(rounds) ||
    rounds < MIN_ROUNDS ||
    !Number.isInteger(calls) ||
    calls < 100
  ) {
    throw new Error(USAGE);
  }
  return { extent: { rounds, calls }, alone };
}

function isSection(name: string): name is Section {
  return name in SECTIONS;
}

runToItsEnd(main().then(() => 0));
