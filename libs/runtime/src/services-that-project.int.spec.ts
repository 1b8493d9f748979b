import { randomUUID } from 'node:crypto';

import { idempotent, intColumn } from '@killrvideo/cassandra';
import { OPENED_WITHIN_MS, openTables, type OpenTables } from '@killrvideo/cassandra/testing';
import { projectionTables } from '@killrvideo/events';
import { eventually, sleep, testCall, useTestNode } from '@killrvideo/testing';

import { bundledBeside, endChildren, startChild, type ChildOfSpec } from './testing/child-process.testing';
import { OWNED, PROJECTED } from './testing/numbers.testing';

const SET = idempotent('INSERT INTO numbers (number, value) VALUES (?, ?)');
const SELECT_ALL = ['numbers', 'numbers_projected'].map((table) =>
  idempotent(`SELECT number, value, writetime(value) AS at FROM ${table}`),
);
/** Two pages and a bit. */
const COUNT = 1200;
const BEGINS = 'begins to hear what happened before';
const WAITS = 'waits to hear what happened before';
const IS_DONE = 'has heard what happened before';
/** The lock of one that died is free after 15 s; the rest is for a busy machine. */
const FOLLOWED_WITHIN_MS = 90_000;

const node = useTestNode();
let script: string;
/** Also the name of the service that follows, and in that of the type. */
let keyspace: string;
let type: string;
let tables: OpenTables;
beforeAll(async () => (script = await bundledBeside('services-that-project.testing.ts')), 60_000);
beforeEach(async () => {
  keyspace = `project_${randomUUID().slice(0, 8)}`;
  type = `killrvideo.${keyspace}.events.NumberSet`;
  const schema = [OWNED, PROJECTED, projectionTables(keyspace)].join('\n');
  tables = await openTables(node().cassandra, keyspace, schema);
  const numbers = Array.from({ length: COUNT }, (_, number) => number);
  for (let at = 0; at < COUNT; at += 100)
    await Promise.all(numbers.slice(at, at + 100).map((number) => set(number, 0)));
}, OPENED_WITHIN_MS + 30_000);
afterEach(async () => {
  await endChildren();
  await tables.close();
}, 30_000);

const set = (number: number, value: number): Promise<void> =>
  tables.cassandra.write({ statement: SET, params: [number, value] }, testCall());

function start(modules: string, environment: Record<string, string> = {}): ChildOfSpec {
  return startChild(script, {
    ...{ MODULES: modules, KILLRVIDEO_INTERNAL_PORT: '0', KILLRVIDEO_CASSANDRA_KEYSPACE: keyspace },
    KILLRVIDEO_ETCD_ENDPOINTS: node().etcd,
    KILLRVIDEO_CASSANDRA_CONTACT_POINTS: node().cassandra,
    ...environment,
  });
}

/** What stands, at the owner's and in the projection, with the times at which it was written. */
async function standing(): Promise<[owned: Map<number, string>, projected: Map<number, string>]> {
  const [owned, projected] = await Promise.all(
    SELECT_ALL.map(async (statement) => {
      const rows = await tables.cassandra.rows(statement, [], testCall());
      return new Map(rows.map((row) => [intColumn(row, 'number'), `${row['value']} at ${row['at']}`]));
    }),
  );
  return [owned!, projected!];
}
const allFollows = () =>
  eventually(async () => {
    const [owned, projected] = await standing();
    expect(owned.size).toBe(COUNT);
    expect(projected).toEqual(owned);
  }, FOLLOWED_WITHIN_MS);
const until = (child: ChildOfSpec, text: string) =>
  eventually(() => {
    const line = child.lines.find((each) => each.includes(`"msg":"${text}`));
    if (line === undefined) throw new Error(`nothing of ${text}: ${child.lines.join('\n')}`);
    return JSON.parse(line) as Record<string, unknown>;
  }, FOLLOWED_WITHIN_MS);
const times = ({ lines }: ChildOfSpec, text: string): number =>
  lines.filter((line) => line.includes(`"msg":"${text}`)).length;
const metricsOf = async (child: ChildOfSpec): Promise<string> => {
  const { admin } = await until(child, 'listening');
  return (await fetch(`http://${String(admin)}/metrics`)).text();
};

describe('a service whose tables follow from events', () => {
  it('hears what happened before it was there, from the owner’s process', async () => {
    start('owns');
    const projects = start('projects');
    expect(await until(projects, IS_DONE)).toMatchObject({ told: COUNT, refused: 0 });
    await allFollows();
    const labels = `{service="${keyspace}",type="${type}"}`;
    await eventually(async () => {
      const metrics = await metricsOf(projects);
      expect(metrics).toContain(`events_rebuild_told_total${labels} ${COUNT}`);
      expect(metrics).toContain(`events_rebuild_refused_total${labels} 0`);
      expect(metrics).toContain(`events_rebuild_wanted${labels} 0`);
    });
    projects.kill('SIGTERM');
    expect(await projects.exited()).toBe(0);
    const again = start('projects');
    await again.says('"msg":"ready"');
    await sleep(6000); // it has looked
    expect(times(again, BEGINS)).toBe(0);
  }, 240_000);

  it('hears it from its own process without a call, and goes on behind what it refuses', async () => {
    await set(7, -1);
    const both = start('owns,projects');
    expect(await until(both, IS_DONE)).toMatchObject({ told: COUNT, refused: 1 });
    expect(await metricsOf(both)).not.toMatch(/grpc_client_started_total\{.*ReadHistory/);
  }, 240_000);

  it('loses nothing that happens meanwhile, and the later one wins', async () => {
    const projects = start('projects', { SLOW_MS: '30' });
    await until(projects, 'ready');
    const owns = start('owns', { CHANGES: '1000' });
    await until(projects, BEGINS);
    expect(times(owns, 'all changed')).toBe(0);
    await until(owns, 'all changed');
    await until(projects, IS_DONE);
    await allFollows();
    expect((await standing())[0].get(0)).toMatch(/^1000 at /);
  }, 240_000);

  it('that is killed is followed by another instance, from where it was', async () => {
    start('owns');
    const slow = start('projects', { SLOW_MS: '200' });
    await until(slow, BEGINS);
    await eventually(async () => expect((await standing())[1].size).toBeGreaterThan(550), FOLLOWED_WITHIN_MS);
    slow.kill('SIGKILL');
    await slow.exited();
    const other = start('projects');
    const { told } = await until(other, 'goes on to hear what happened before');
    expect(told).toBeGreaterThanOrEqual(500);
    expect(await until(other, IS_DONE)).toMatchObject({ told: COUNT });
    await allFollows();
  }, 240_000);

  it('is one instance of two; stopped, it leaves the rest to the other at once', async () => {
    start('owns');
    const first = start('projects', { SLOW_MS: '500' });
    await until(first, BEGINS);
    const other = start('projects');
    await until(other, WAITS);
    expect(times(other, BEGINS)).toBe(0);
    first.kill('SIGTERM');
    const begun = performance.now();
    expect(await first.exited()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(6000);
    expect(times(first, IS_DONE)).toBe(0);
    await until(other, IS_DONE);
    await allFollows();
    expect(times(other, WAITS)).toBe(1);
  }, 240_000);

  it('waits for an owner that is away or goes away, says so once, and goes on', async () => {
    const projects = start('projects', { SLOW_MS: '200' });
    await until(projects, BEGINS);
    const waits = `the rebuild of ${keyspace} from ${type} waits`;
    await until(projects, waits);
    await sleep(3000);
    expect(times(projects, waits)).toBe(1);
    const first = start('owns');
    await eventually(async () => expect((await standing())[1].size).toBeGreaterThan(0), FOLLOWED_WITHIN_MS);
    first.kill('SIGKILL');
    await eventually(() => expect(times(projects, waits)).toBe(2), FOLLOWED_WITHIN_MS);
    start('owns');
    await until(projects, IS_DONE);
    await allFollows();
  }, 240_000);

  it('waits where etcd is away, and says so once', async () => {
    start('owns');
    const projects = start('projects', { KILLRVIDEO_ETCD_ENDPOINTS: '127.0.0.1:1' });
    await until(projects, WAITS);
    await sleep(6000);
    expect([times(projects, WAITS), times(projects, BEGINS)]).toEqual([1, 0]);
    projects.kill('SIGTERM');
    expect(await projects.exited()).toBe(0);
  }, 240_000);
});
