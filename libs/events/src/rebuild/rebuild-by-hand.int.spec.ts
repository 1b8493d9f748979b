import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { condition, DomainError, type Log } from '@killrvideo/core';
import { eventually, silentLog, testCall } from '@killrvideo/testing';

import { projectionTables, rebuilding, subscriptions } from '../index';
import { rebuildsTable } from '../storage/rebuilds-table';
import { names, numbersInMemory, TYPE, type Numbers } from './numbers-in-memory.testing';
import { rebuildByHand } from './rebuild-by-hand';
import { REBUILD_SETTINGS } from './settings';

const SERVICE = 'search';
jest.setTimeout(30_000);

const settings = { ...REBUILD_SETTINGS, lookEveryMs: 20, pageSize: 30, putOffAtMostMs: 20 };

const cassandra = useScratchKeyspace(projectionTables(SERVICE));
let numbers: Numbers;
let said: string[];
let isHeld: boolean;
beforeEach(async () => {
  numbers = numbersInMemory();
  said = [];
  isHeld = false;
  await subscriptions(cassandra()).leave(SERVICE, [TYPE], testCall());
  await subscriptions(cassandra()).subscribe(SERVICE, [TYPE], testCall());
  for (const name of names(250)) numbers.owned.set(name, { value: 1, at: 5n });
  for (const name of ['a', 'b']) numbers.projected.set(name, { value: 1, at: 5n });
});

const say = (_: object, line: string): void => void said.push(line);
const log: Log = { ...silentLog, info: say, warn: say, error: say };
const exclusively = async (name: string, work: () => Promise<void>): Promise<void> => {
  expect(name).toBe(`rebuild-search-${TYPE}`);
  if (isHeld) throw new DomainError('unavailable', `${name} is held`);
  await work();
};
const shared = () => ({
  ...{ service: SERVICE, cassandra: cassandra(), exclusively, log, settings },
  historyOf: () => numbers.owner,
});
const byHand = () => rebuildByHand({ ...shared(), projections: [numbers.projection] });
const never = new AbortController().signal;
const standing = () => rebuildsTable(cassandra(), SERVICE).of(TYPE, testCall());

/** Stops when the owner has been asked so often: for a page of its history, or to look some up. */
async function cutOff(method: 'read' | 'lookUp', times: number): Promise<void> {
  const stopping = new AbortController();
  const { owner } = numbers;
  let left = times;
  const stopsIn = (asked: 'read' | 'lookUp'): void => {
    if (asked === method && --left === 0) stopping.abort(new Error('stopped'));
  };
  numbers = {
    ...numbers,
    owner: {
      read: (...asked) => owner.read(...asked).finally(() => stopsIn('read')),
      lookUp: (...asked) => owner.lookUp(...asked).finally(() => stopsIn('lookUp')),
    },
  };
  await expect(byHand().rebuild(stopping.signal)).rejects.toThrow('stopped');
  numbers = { ...numbers, owner };
}

describe('a rebuild by hand', () => {
  it('has all heard again, and forgotten what is gone, as often as it is asked for', async () => {
    for (let time = 0; time < 2; time++) {
      expect(await byHand().rebuild(never)).toBe(true);
      expect([...numbers.projected.keys()].sort()).toEqual(names(250));
      numbers.projected.clear();
      numbers.projected.set('a', { value: 1, at: 5n });
    }
    expect(said.filter((line) => line.includes('heard of'))).toEqual([
      '250 numbers heard of, 0 of them refused; 2 that are gone were forgotten',
      '250 numbers heard of, 0 of them refused; 1 that are gone were forgotten',
    ]);
    expect(await standing()).toMatchObject({ total: 250, byHand: undefined });
  });

  it('is the one that a service which has just subscribed wants', async () => {
    await byHand().rebuild(never);
    const ready = condition('tables', 'not yet');
    ready.meet();
    const own = rebuilding({
      ...{ ...shared(), ready, types: [TYPE] },
      consume: () => Promise.reject(new Error('must hear nothing')),
    });
    own.start();
    try {
      await eventually(() => expect(own.state()).toMatchObject([{ isWanted: false }]));
    } finally {
      await own.stop();
    }
  });

  it('that was cut off while it was told is gone on with from the page noted last', async () => {
    await cutOff('read', 4);
    numbers.readFrom.length = 0;
    expect(await byHand().rebuild(never)).toBe(true);
    expect(numbers.readFrom[0]).toBe('n1089');
    expect(said.filter((line) => line.startsWith('goes on'))).toHaveLength(1);
    expect([...numbers.projected.keys()].sort()).toEqual(names(250));
    // The next one is another.
    numbers.readFrom.length = 0;
    await byHand().rebuild(never);
    expect(numbers.readFrom[0]).toBe('');
  });

  it('that was cut off while it swept is gone on with from the portion noted last', async () => {
    await cutOff('lookUp', 2);
    numbers.readFrom.length = 0;
    numbers.lookedUp.length = 0;
    expect(await byHand().rebuild(never)).toBe(true);
    expect(numbers.readFrom).toEqual([]);
    expect(numbers.lookedUp).toEqual([100, 52]);
  });

  it('that was cut off long ago, or for another subscription, is begun anew', async () => {
    await cutOff('read', 4);
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_700_000);
    numbers.readFrom.length = 0;
    await byHand().rebuild(never);
    jest.restoreAllMocks();
    expect(numbers.readFrom[0]).toBe('');

    await cutOff('read', 4);
    await subscriptions(cassandra()).renew(SERVICE, [TYPE], testCall());
    numbers.readFrom.length = 0;
    await byHand().rebuild(never);
    expect(numbers.readFrom[0]).toBe('');
  });

  it('is not well where something was refused', async () => {
    const { hear } = numbers.projection;
    const picky = {
      ...numbers.projection,
      async hear(...heard: Parameters<typeof hear>) {
        if (heard[0].includes(0x37)) throw new DomainError('invalid-argument', 'no seven');
        return hear(...heard);
      },
    };
    numbers = { ...numbers, projection: picky };
    expect(await byHand().rebuild(never)).toBe(false);
    expect(said.at(-1)).toMatch(/^250 numbers heard of, [1-9]\d* of them refused/);
  });

  it('is none without a subscription, or while another is at work', async () => {
    isHeld = true;
    expect(await byHand().rebuild(never)).toBe(false);
    expect(said).toEqual(['another rebuild of search is at work, or etcd is away: run it again later']);
    isHeld = false;
    await subscriptions(cassandra()).leave(SERVICE, [TYPE], testCall());
    expect(await byHand().rebuild(never)).toBe(false);
    expect(said.at(-1)).toBe('search has not subscribed: start it, and it hears all that happened by itself');
    expect(numbers.readFrom).toEqual([]);
  });
});

describe('a check by hand', () => {
  it('says what a rebuild would mend, and changes nothing', async () => {
    for (const name of names(250).slice(2)) numbers.projected.set(name, { value: 1, at: 5n });
    const before = new Map(numbers.projected);
    expect(await byHand().check(never)).toBe(false);
    expect(said).toEqual([
      'number n1000: is missing',
      'number n1001: is missing',
      'number a: is left over: its owner has it not any more',
      'number b: is left over: its owner has it not any more',
      '252 numbers looked at, 4 differences',
    ]);
    expect(numbers.projected).toEqual(before);
    await byHand().rebuild(never);
    expect(await byHand().check(never)).toBe(true);
    expect(said.at(-1)).toBe('250 numbers looked at, 0 differences');
  });
});
