import { randomUUID } from 'node:crypto';

import { bigintColumn, idempotent, textColumn } from '@killrvideo/cassandra';
import { openTables, type OpenTables } from '@killrvideo/cassandra/testing';
import { testCall, useTestNode } from '@killrvideo/testing';

import { subscriptions } from '../index';
import { AUTHOR, NOTE_PINNED, notesSchema } from '../testing/notes.testing';
import { runTrial } from './run-trial.testing';

// Processes are killed at random while they write. For people, longer, with other chances, or with something broken
// (VARIANTS in faults.testing.ts; that each is found for certain is what takeover.int.spec.ts is for):
//   EVENTS_TRIAL_SECONDS=600 EVENTS_TRIAL_SEED=7 EVENTS_TRIAL_VARIANT=checksNoLease \
//     npx jest --config jest.config.cjs --rootDir libs/events events-trial
const SECONDS = Number(process.env['EVENTS_TRIAL_SECONDS'] ?? 25);
const SEED = Number(process.env['EVENTS_TRIAL_SEED'] ?? 1);
const VARIANT = process.env['EVENTS_TRIAL_VARIANT'] ?? 'right';

const IS_FOR_PEOPLE = process.env['EVENTS_TRIAL_SECONDS'] !== undefined;

const AWAY = 'away';
const GROUPS = ['search', 'suggestions', AWAY];
const PAGE = 5000;
const SELECT_BOARDS = idempotent('SELECT DISTINCT board FROM notes_by_board');
const SELECT_OF_BOARD = idempotent('SELECT note FROM notes_by_board WHERE board = ?');
const SELECT_OF_AUTHOR = idempotent(
  `SELECT note FROM notes_by_author WHERE author = ? AND note > ? LIMIT ${PAGE}`,
);
const SELECT_WRITERS = idempotent('SELECT low, high FROM notes_outbox_writers WHERE shard = 0');
/** A process announces so many buckets ahead of the one in use. */
const AHEAD = 4n;

const node = useTestNode();
const keyspace = `trial_${randomUUID().slice(0, 8)}`;
let notes: OpenTables;
beforeAll(async () => (notes = await openTables(node().cassandra, keyspace, notesSchema)), 60_000);
afterAll(() => notes.close());

const rows = (...[statement, params]: [Parameters<OpenTables['cassandra']['rows']>[0], unknown[]]) =>
  notes.cassandra.rows(statement, params, testCall());

async function notesByBoard(): Promise<Set<string>> {
  const found = new Set<string>();
  for (const board of await rows(SELECT_BOARDS, [])) {
    for (const row of await rows(SELECT_OF_BOARD, [board['board']])) found.add(textColumn(row, 'note'));
  }
  return found;
}

async function notesByAuthor(): Promise<Set<string>> {
  const found = new Set<string>();
  for (let last = ''; ;) {
    const page = await rows(SELECT_OF_AUTHOR, [AUTHOR, last]);
    for (const row of page) found.add(textColumn(row, 'note'));
    if (page.length < PAGE) return found;
    last = textColumn(page.at(-1)!, 'note');
  }
}

/** Nothing is left but one process, which has no buckets. */
async function isClear(): Promise<void> {
  const writers = await rows(SELECT_WRITERS, []);
  const left = writers.map((row) => bigintColumn(row, 'high') - bigintColumn(row, 'low'));
  expect(left).toEqual([AHEAD]);
}

it(
  'every acknowledged write has its event at every group, and no event is without its write, whoever is killed',
  async () => {
    for (const group of GROUPS)
      await subscriptions(notes.cassandra).subscribe(group, [NOTE_PINNED], testCall());
    const settings = { cassandra: node().cassandra, keyspace, seconds: SECONDS, processes: 3, seed: SEED };
    const { kills, acked, heard } = await runTrial(
      { ...settings, groups: GROUPS, away: AWAY, variant: VARIANT },
      isClear,
    );
    const [byBoard, byAuthor] = [await notesByBoard(), await notesByAuthor()];
    const told = [...heard.values()].map((times) => [...times.values()].reduce((sum, n) => sum + n, 0));
    const sums = { kills, acknowledged: acked.size, written: byBoard.size, deliveries: told };
    if (IS_FOR_PEOPLE) console.log(JSON.stringify(sums));

    expect(acked.size).toBeGreaterThan(SECONDS * 10);
    // Twice is what was under way at a kill, and not all that an absent group has left in the outbox.
    for (const times of told) expect(times).toBeLessThan(byBoard.size * 1.5);
    expect(missing(acked, byBoard)).toEqual([]);
    expect(missing(byBoard, byAuthor)).toEqual([]);
    expect(missing(byAuthor, byBoard)).toEqual([]);
    for (const group of GROUPS) {
      const heardOf = new Set(heard.get(group)?.keys());
      expect([group, missing(byBoard, heardOf)]).toEqual([group, []]);
      expect([group, missing(heardOf, byBoard)]).toEqual([group, []]);
    }
  },
  (SECONDS + 120) * 1000,
);

function missing(these: ReadonlySet<string>, among: ReadonlySet<string>): string[] {
  return [...these].filter((each) => !among.has(each));
}
