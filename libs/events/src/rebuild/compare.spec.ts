import { DomainError } from '@killrvideo/core';
import { testCall } from '@killrvideo/testing';

import type { OwnSteps } from '../own-steps';
import { compare, type Compared } from './compare';
import { nameIn, names, numbersInMemory, type Numbers } from './numbers-in-memory.testing';
import type { Patience } from './patience';

const step: OwnSteps = (work) => work(testCall());

let numbers: Numbers;
let told: string[];
beforeEach(() => {
  numbers = numbersInMemory();
  told = [];
});

/** Tries what fails once more, as what is away is waited for. */
const until: Patience = (work) => work().catch(work);
const run = (): Promise<Compared> =>
  compare({
    ...{ ...numbers, pageSize: 7, lookAgainMs: 1, until, step },
    ...{ signal: new AbortController().signal, tell: (line: string) => void told.push(line), note() {} },
  });
const project = (all: readonly string[], value = 1): void =>
  all.forEach((name) => numbers.projected.set(name, { value, at: 5n }));
const own = (all: readonly string[], value = 1): void =>
  all.forEach((name) => numbers.owned.set(name, { value, at: 5n }));
/** Before the owner is asked for single facts, which is what is looked at again. */
const meanwhile = (work: () => void): void => {
  const { owner } = numbers;
  numbers.owner = {
    ...owner,
    async lookUp(...asked) {
      work();
      return owner.lookUp(...asked);
    },
  };
};

describe('a check', () => {
  it('has nothing to say of what is as it must be, whenever that was written', async () => {
    own(names(20));
    project(names(20));
    numbers.projected.set('n1003', { value: 1, at: 3n });
    expect(await run()).toEqual({ lookedAt: 20, differences: 0 });
    expect(told).toEqual([]);
  });

  it('says what is missing, wrong and left over', async () => {
    own(names(20));
    project(names(20));
    numbers.projected.delete('n1008');
    project(['n1015'], 3);
    project(['x']);
    expect(await run()).toEqual({ lookedAt: 21, differences: 3 });
    expect(told).toEqual([
      'number n1008: is missing',
      'number n1015: is 3 and must be 1',
      'number x: is left over: its owner has it not any more',
    ]);
  });

  it('says nothing of what is right a moment later, against what the owner has by then', async () => {
    own(['late', 'changed', 'gone']);
    project(['changed'], 3);
    project(['new']);
    meanwhile(() => {
      project(['late']);
      own(['changed'], 3);
      numbers.owned.delete('gone');
      own(['new']);
    });
    expect(await run()).toMatchObject({ differences: 0 });
    expect(told).toEqual([]);
  });

  it('says the first ten of many differences of one, and counts all', async () => {
    own(['a', 'b']);
    project(['b']);
    numbers.projection.differences = async (message) =>
      nameIn(message) === 'b' ? [] : Array.from({ length: 12 }, (_, line) => `line ${line}`);
    expect(await run()).toEqual({ lookedAt: 2, differences: 12 });
    expect(told).toEqual([
      ...Array.from({ length: 10 }, (_, line) => `number a: line ${line}`),
      'number a: … and 2 more',
    ]);
  });

  it('names what would be refused, and waits for what is away', async () => {
    own(['a', 'b']);
    project(['b']);
    let isAway = true;
    numbers.projection.differences = async (message) => {
      if (nameIn(message) === 'b') return [];
      if (isAway) {
        isAway = false;
        throw new DomainError('unavailable', 'Cassandra is away');
      }
      throw new DomainError('invalid-argument', 'a is no number');
    };
    expect(await run()).toEqual({ lookedAt: 2, differences: 1 });
    expect(told).toEqual(['number a: is refused: a is no number']);
  });
});
