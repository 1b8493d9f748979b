import { DomainError } from '@killrvideo/core';
import { testCall } from '@killrvideo/testing';

import type { OwnSteps } from '../own-steps';
import { names, numbersInMemory, type Numbers } from './numbers-in-memory.testing';
import type { Patience } from './patience';
import { sweep, type Swept } from './sweep';

const until: Patience = (work) => work();
const step: OwnSteps = (work) => work(testCall());

let numbers: Numbers;
let noted: [string, Swept][];
beforeEach(() => {
  numbers = numbersInMemory();
  noted = [];
});

const run = (from = ''): Promise<Swept> =>
  sweep({
    ...{ ...numbers, from, until, step },
    note: async (position, swept) => void noted.push([position, swept]),
  });
const project = (all: readonly string[], at = 5n): void =>
  all.forEach((name) => numbers.projected.set(name, { value: 1, at }));
const own = (all: readonly string[], at = 5n): void =>
  all.forEach((name) => numbers.owned.set(name, { value: 1, at }));

describe('a sweep', () => {
  it('has forgotten what the owner has not any more, in portions that are noted', async () => {
    const all = names(250);
    const kept = all.filter((_, index) => index % 3 > 0);
    project(all);
    own(kept);
    expect(await run()).toEqual({ lookedAt: 250, forgotten: 84 });
    expect([...numbers.projected.keys()]).toEqual(kept);
    expect(noted).toEqual([
      ['n1099', { lookedAt: 100, forgotten: 34 }],
      ['n1199', { lookedAt: 200, forgotten: 67 }],
      ['n1249', { lookedAt: 250, forgotten: 84 }],
    ]);
    expect(numbers.lookedUp).toEqual([100, 100, 50]);
  });

  it.each([0, 100])('ends behind the last of %d', async (count) => {
    project(names(count));
    expect(await run()).toEqual({ lookedAt: count, forgotten: count });
    expect(numbers.projected.size).toBe(0);
  });

  it('is gone on with where it was left', async () => {
    project(names(5));
    expect(await run('n1002')).toEqual({ lookedAt: 2, forgotten: 2 });
    expect([...numbers.projected.keys()]).toEqual(names(3));
  });

  it('leaves what comes while the owner is asked, however the clocks are', async () => {
    project(['a', 'b']);
    const { owner } = numbers;
    numbers.owner = {
      ...owner,
      async lookUp(...asked) {
        const facts = await owner.lookUp(...asked);
        own(['a'], 6n);
        project(['a'], 6n);
        return facts;
      },
    };
    await run();
    expect([...numbers.projected]).toEqual([['a', { value: 1, at: 6n }]]);
  });

  it('asks for fewer at once where their facts are too large to be told together', async () => {
    project(names(100));
    own(names(99));
    const { owner } = numbers;
    numbers.owner = {
      ...owner,
      async lookUp(...asked) {
        if (asked[0].length > 30) throw new DomainError('resource-exhausted', 'more than 3 MiB');
        return owner.lookUp(...asked);
      },
    };
    expect(await run()).toEqual({ lookedAt: 100, forgotten: 1 });
    expect(numbers.lookedUp).toEqual([25, 25, 25, 25]);
  });

  it('forgets nothing where the owner does not answer', async () => {
    project(names(3));
    numbers.owner = {
      ...numbers.owner,
      lookUp: () => Promise.reject(new DomainError('resource-exhausted', 'too many calls at once')),
    };
    await expect(run()).rejects.toThrow('too many calls at once');
    expect(numbers.projected.size).toBe(3);
  });
});
