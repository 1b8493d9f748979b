import { randomUUID } from 'node:crypto';

import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { condition, DomainError, pauseFor, type CallContext } from '@killrvideo/core';
import { eventually, silentLog, sleep, testCall } from '@killrvideo/testing';

import type { ReadHistory } from '../history/told-history';
import { projectionTables, subscriptions } from '../index';
import { rebuildsTable } from '../storage/rebuilds-table';
import { subscriptionsTable } from '../storage/subscriptions-table';
import { rebuilding, type Exclusively, type Rebuilding } from './rebuilding';
import { REBUILD_SETTINGS } from './settings';

const SERVICE = 'search';
const ROWS = 20;
const settings = { ...REBUILD_SETTINGS, lookEveryMs: 20, pageSize: 3, putOffAtMostMs: 20 };

const cassandra = useScratchKeyspace(projectionTables(SERVICE));
const started: Rebuilding[] = [];
afterEach(async () => void (await Promise.all(started.splice(0).map((each) => each.stop()))));

/** The lock of etcd, for instances of one process. */
function lock(): Exclusively {
  const held = new Set<string>();
  return async (name, work) => {
    if (held.has(name)) throw new DomainError('unavailable', `${name} is held`);
    held.add(name);
    await work().finally(() => held.delete(name));
  };
}

/** Instances that hear of one type of their own, and what they have heard. */
function world() {
  const type = `killrvideo.notes.events.Noted${randomUUID()}`;
  const ready = condition('tables', 'not yet');
  ready.meet();
  const exclusively = lock();
  const heard: number[] = [];
  const history: ReadHistory = {
    async read(position, pageSize) {
      const from = Number(position);
      const numbers = Array.from({ length: Math.min(pageSize, ROWS - from) }, (_, n) => from + n);
      const events = numbers.map((each) => ({
        type,
        aggregate: `${each}`,
        at: 1n,
        message: Buffer.of(each),
      }));
      return { events, nextPosition: from + pageSize < ROWS ? String(from + pageSize) : '' };
    },
  };
  return {
    ...{ type, heard },
    heardWhole: (times: number) =>
      eventually(() => {
        expect(heard).toEqual(Array.from({ length: times * ROWS }, (_, n) => n % ROWS));
      }),
    subscribe: () => subscriptions(cassandra()).subscribe(SERVICE, [type], testCall()),
    standing: () => rebuildsTable(cassandra(), SERVICE).of(type, testCall()),
    since: async () => {
      const all = await subscriptionsTable(cassandra()).of(type, testCall());
      return all.find(({ group }) => group === SERVICE)!;
    },
    start: (hear: (number: number, call: CallContext) => Promise<void> = async () => {}): Rebuilding => {
      const instance = rebuilding({
        ...{ service: SERVICE, types: [type], cassandra: cassandra(), ready, exclusively, settings },
        ...{ log: silentLog, historyOf: () => history },
        async consume(events, call) {
          for (const { aggregate } of events) {
            await hear(Number(aggregate), call);
            heard.push(Number(aggregate));
          }
          return events.map(() => ({ kind: 'done' }));
        },
      });
      started.push(instance);
      instance.start();
      return instance;
    },
  };
}

describe('a service whose tables follow from events', () => {
  it('hears what happened before once it has subscribed, and once only', async () => {
    const { subscribe, start, heardWhole, standing, since, heard } = world();
    const instance = start();
    await sleep(200);
    expect(heard).toEqual([]);
    await subscribe();
    await heardWhole(1);
    const subscription = await since();
    await eventually(async () =>
      expect(await standing()).toEqual({
        progress: { begun: subscription.since, position: '', told: ROWS, refused: 0 },
        finished: subscription.since,
        total: ROWS,
      }),
    );
    await instance.stop();
    const again = start();
    await eventually(() => expect(again.state()).toMatchObject([{ isWanted: false, told: 0 }]));
    expect(heard).toHaveLength(ROWS);
  });

  it('hears it again when its subscription was ended and made anew', async () => {
    const { type, subscribe, start, heardWhole } = world();
    await subscribe();
    start();
    await heardWhole(1);
    await subscriptions(cassandra()).leave(SERVICE, [type], testCall());
    await subscribe();
    await heardWhole(2);
  });

  it('hears it again when its subscription has lapsed, which it renews before', async () => {
    const { subscribe, start, heardWhole, since } = world();
    await subscribe();
    start();
    await heardWhole(1);
    const lapsed = await since();
    await subscriptionsTable(cassandra()).lapse(lapsed, testCall());
    await heardWhole(2);
    const renewed = await since();
    expect(renewed.isLapsed).toBe(false);
    expect(renewed.since).toBeGreaterThan(lapsed.since);
  });

  it('is gone on with by another instance, from the page where the one before was stopped', async () => {
    for (let end = 0; end < ROWS; end += 4) {
      const { subscribe, start, heard, standing } = world();
      await subscribe();
      const first = start(async (number, call) => {
        if (number === end) await pauseFor(call, 60_000);
      });
      await eventually(() => expect(heard).toHaveLength(end));
      await first.stop();
      start();
      const page = end - (end % settings.pageSize);
      const rest = Array.from({ length: ROWS - page }, (_, n) => page + n);
      await eventually(() => expect(heard.slice(end)).toEqual(rest));
      await eventually(async () =>
        expect(await standing()).toMatchObject({ progress: { told: ROWS, position: '' } }),
      );
    }
  }, 60_000);

  it('is one instance of several', async () => {
    const { subscribe, start, heardWhole } = world();
    await subscribe();
    const instances = Array.from({ length: 3 }, () => start(() => sleep(5)));
    await heardWhole(1);
    await eventually(() => {
      const told = instances.flatMap((each) => each.state());
      expect(told.map(({ isWanted }) => isWanted)).toEqual([false, false, false]);
      expect(told.map((each) => each.told).sort()).toEqual([0, 0, ROWS]);
    });
  });
});
