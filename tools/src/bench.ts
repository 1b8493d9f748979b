// npm run bench: what our calls cost beside a bare handler on the same Cassandra, and what events add, in one run, taking turns;
// and how good suggestions are.
import { resolve } from 'node:path';
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
import { qualityOfSuggestions } from './bench/suggestions/quality-of-suggestions';
import { users } from './bench/subjects/users';
import { videos } from './bench/subjects/videos';
import { leaseTestNode } from './test-node/lease-test-node';
import { buildApps } from './workspace/build-apps';
import { runToItsEnd } from './workspace/run-to-its-end';

const SUBJECTS = [comments, users, videos, ratings];
const USAGE = `usage: npm run bench -- [events | search | suggestions] [--rounds N] [--calls N] [--movielens FOLDER]
  events, search, suggestions   that section alone
  --rounds                      at least 7, default 9
  --calls                       in each round, at least 100, default 3000
  --movielens                   where u.data of MovieLens 100k is: suggestions are judged on it, too`;
const MIN_ROUNDS = 7;

/** npm changes into the repository; paths are meant from where the command was given. */
const givenFrom = process.env['INIT_CWD'] ?? process.cwd();

async function main(): Promise<void> {
  const { extent, alone, movieLens } = readArguments();
  if (alone === 'suggestions') return benchSuggestions(movieLens);
  const node = await leaseTestNode('npm run bench');
  try {
    await (alone === undefined ? benchAll(node, extent, movieLens) : SECTIONS[alone](node, extent));
  } finally {
    await node.release();
  }
}

/** Those that can be measured alone, on databases; suggestions need none. */
const SECTIONS = { events: benchEvents, search: benchSearch };
type Section = keyof typeof SECTIONS | 'suggestions';

async function benchAll(node: StackLease, extent: Extent, movieLens: string | undefined): Promise<void> {
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
    await qualityOfSuggestions(movieLens),
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

async function benchSuggestions(movieLens: string | undefined): Promise<void> {
  const section = await qualityOfSuggestions(movieLens);
  console.log(`\n${section}\nkept in ${keepSection(section)}`);
}

/** In a keyspace of their own: who has subscribed there costs no other measurement anything. */
async function eventsOn(node: StackLease, extent: Extent): Promise<string> {
  const databasePid = await node.databasePid('cassandra');
  if (databasePid === undefined) throw new Error('Cassandra does not run any more');
  const environment = { ...node.environment, KILLRVIDEO_CASSANDRA_KEYSPACE: 'bench_events' };
  return costOfEvents(environment, databasePid, extent);
}

interface BenchArguments {
  readonly extent: Extent;
  readonly alone: Section | undefined;
  /** The folder of MovieLens 100k. */
  readonly movieLens: string | undefined;
}

function readArguments(): BenchArguments {
  const { values, positionals } = parseArgs({
    options: { rounds: { type: 'string' }, calls: { type: 'string' }, movielens: { type: 'string' } },
    allowPositionals: true,
  });
  const rounds = Number(values.rounds ?? '9');
  const calls = Number(values.calls ?? '3000');
  const [alone, ...more] = positionals;
  const movieLens = values.movielens && resolve(givenFrom, values.movielens);
  const isKnown = (alone === undefined || isSection(alone)) && more.length === 0;
  const isJudged = movieLens === undefined || alone === undefined || alone === 'suggestions';
  if (
    !isKnown ||
    !isJudged ||
    !Number.isInteger(rounds) ||
    rounds < MIN_ROUNDS ||
    !Number.isInteger(calls) ||
    calls < 100
  ) {
    throw new Error(USAGE);
  }
  return { extent: { rounds, calls }, alone, movieLens };
}

function isSection(name: string): name is Section {
  return name in SECTIONS || name === 'suggestions';
}

runToItsEnd(main().then(() => 0));
