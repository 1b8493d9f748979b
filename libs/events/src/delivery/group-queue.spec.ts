import { eventually, silentLog, sleep } from '@killrvideo/testing';

import type { OutboxEvent } from '../outbox-event';
import type { Courier, Outcome } from './courier';
import { groupQueue, type GroupQueue } from './group-queue';

const DONE: Outcome = { kind: 'done' };
const LATER: Outcome = { kind: 'later' };
const REFUSED: Outcome = { kind: 'refused', reason: 'unknown video' };

let times = 0;
const event = (name: string, aggregate = name): OutboxEvent => ({
  ...{ type: 'NotePinned', aggregate, at: BigInt(times++) },
  message: Buffer.from(name),
});
const nameOf = ({ message }: OutboxEvent): string => Buffer.from(message).toString();

const queues: GroupQueue[] = [];
afterEach(async () => {
  await Promise.all(queues.splice(0).map((queue) => queue.stop()));
});

function queueTo(answer: (name: string, batch: number) => Outcome | Promise<Outcome>, refusals = 3) {
  const batches: string[][] = [];
  const handled: string[] = [];
  const buried: string[] = [];
  const deliveries = { delivered: 0, refused: 0, deadLetters: 0 };
  const courier: Pick<Courier, 'deliver'> = {
    deliver(_group, events) {
      const names = events.map(nameOf);
      batches.push(names);
      const index = batches.length - 1;
      return Promise.all(names.map(async (name) => answer(name, index)));
    },
  };
  const queue = groupQueue({
    ...{ group: 'search', courier, deliveries, settings: { refusals, putOffAtMostMs: 20 }, log: silentLog },
    bury: async (each, reason) => void buried.push(`${nameOf(each)}: ${reason}`),
  });
  const add = (name: string, aggregate?: string): void =>
    queue.add(event(name, aggregate), () => handled.push(name));
  queues.push(queue);
  return { queue, add, batches, handled, buried, deliveries };
}

describe('the queue of a group', () => {
  it('brings what comes together in one batch, and what comes meanwhile in the next', async () => {
    let answer = (_outcome: Outcome): void => {};
    const { add, batches, handled } = queueTo((name) =>
      name === 'a' ? new Promise<Outcome>((resolve) => (answer = resolve)) : DONE,
    );
    add('a');
    add('b');
    await eventually(() => expect(batches).toEqual([['a', 'b']]));
    add('c');
    add('d');
    await sleep(20);
    expect(batches).toHaveLength(1);
    answer(DONE);
    await eventually(() => expect(handled).toEqual(['a', 'b', 'c', 'd']));
    expect(batches).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('calls a group every 10 ms at most, however quick it is', async () => {
    const { add, batches, handled } = queueTo(() => DONE);
    const begun = performance.now();
    for (let name = 0; batches.length < 5; name++) {
      add(String(name));
      await new Promise((resolve) => setImmediate(resolve));
    }
    // A timer may end a little early.
    expect(performance.now() - begun).toBeGreaterThan(4 * 10 - 5);
    expect(batches[0]).toEqual(['0']);
    await eventually(() => expect(handled).toEqual(batches.flat()));
  });

  it('asks again for what comes later, and keeps the order of its aggregate', async () => {
    let isBusy = true;
    const { add, handled } = queueTo((name) => ('ab'.includes(name) && isBusy ? LATER : DONE));
    add('z', 'other');
    add('a', 'kittens');
    await eventually(() => expect(handled).toEqual(['z']));
    add('b', 'kittens');
    add('y', 'other');
    await eventually(() => expect(handled).toEqual(['z', 'y']));
    isBusy = false;
    await eventually(() => expect(handled).toEqual(['z', 'y', 'a', 'b']));
  });

  it('buries what is refused too often, and goes on meanwhile', async () => {
    const { add, handled, buried, deliveries } = queueTo((name) => (name === 'a' ? REFUSED : DONE));
    add('a', 'kittens');
    add('b', 'kittens');
    await eventually(() => expect(handled).toEqual(['b', 'a']));
    expect(buried).toEqual(['a: unknown video']);
    expect(deliveries).toEqual({ delivered: 1, refused: 3, deadLetters: 1 });
  });

  it('has an event only once it is buried, not before', async () => {
    let tries = 0;
    const handled: string[] = [];
    const queue = groupQueue({
      group: 'search',
      courier: { deliver: (_group, events) => Promise.resolve(events.map(() => REFUSED)) },
      bury: () => (++tries < 3 ? Promise.reject(new Error('no database')) : Promise.resolve()),
      ...{ settings: { refusals: 2, putOffAtMostMs: 5 }, log: silentLog },
      deliveries: { delivered: 0, refused: 0, deadLetters: 0 },
    });
    queue.add(event('a'), () => handled.push('a'));
    await eventually(() => expect(handled).toEqual(['a']));
    expect(tries).toBe(3);
    await queue.stop();
  });

  it('never buries what a group cannot take now, nor what it is away for', async () => {
    const { add, queue, handled, buried } = queueTo((_name, batch) => {
      if (batch < 5) throw new Error('the group is away');
      return batch < 10 ? LATER : DONE;
    }, 1);
    add('a');
    await eventually(() => expect(queue.silentSince()).toBeDefined());
    await eventually(() => expect(handled).toEqual(['a']));
    expect(buried).toEqual([]);
    expect(queue.silentSince()).toBeUndefined();
  });

  it('takes a missing outcome for later', async () => {
    const outcomes = [[DONE], [DONE]];
    const handled: string[] = [];
    const queue = groupQueue({
      group: 'search',
      courier: { deliver: () => Promise.resolve(outcomes.shift() ?? []) },
      bury: () => Promise.resolve(),
      ...{ settings: { refusals: 2, putOffAtMostMs: 5 }, log: silentLog },
      deliveries: { delivered: 0, refused: 0, deadLetters: 0 },
    });
    for (const name of ['a', 'b']) queue.add(event(name), () => handled.push(name));
    await eventually(() => expect(handled).toEqual(['a', 'b']));
    await queue.stop();
  });

  it('tells what it holds', async () => {
    const { add, queue } = queueTo(() => LATER);
    add('a');
    add('b');
    expect(queue.size).toBe(2);
    expect(queue.bytes).toBeGreaterThan(2);
    expect(queue.oldest()).toBe(BigInt(times - 2));
  });

  it('stops in the midst of a delivery that nobody answers', async () => {
    const aborted: string[] = [];
    const queue = groupQueue({
      group: 'search',
      courier: {
        deliver: (_group, _events, signal) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              aborted.push('yes');
              reject(new Error('given up'));
            });
          }),
      },
      bury: () => Promise.resolve(),
      ...{ settings: { refusals: 2, putOffAtMostMs: 5 }, log: silentLog },
      deliveries: { delivered: 0, refused: 0, deadLetters: 0 },
    });
    queue.add(event('a'), () => {});
    await sleep(20);
    await queue.stop();
    expect(aborted).toEqual(['yes']);
  });
});
