import { silentLog } from '@killrvideo/testing';

import { ownSteps } from '../own-steps';
import type { PlacedIntent } from '../storage/outbox-table';
import { finish } from './finish';
import { unfinished } from './unfinished';

const EVENT = { type: 'T', aggregate: 'a', at: 1n, message: Buffer.from('m') };
const intentIn = (bucket: number): PlacedIntent => ({
  ...{ type: 'T', version: 1, aggregate: 'a', payload: Buffer.from('p'), at: 1n },
  ...{ bucket, position: 0 },
});

/** What is done to the outbox, in words; `store` and `settle` do what the test says. */
function setUp() {
  const done: string[] = [];
  const stopping = new AbortController();
  const set = { current: 0, store: async () => {}, settle: async () => true };
  const pending = unfinished(stopping.signal, silentLog);
  const doubt = finish({
    outbox: {
      place(intent) {
        done.push(`place in ${set.current}`);
        return { ...intent, bucket: set.current, position: 0 };
      },
      store: async () => set.store(),
      append: () => Promise.reject(new Error('nothing is appended here')),
      isPast: ({ bucket }) => bucket !== set.current,
      end: ({ bucket }) => void done.push(`end ${bucket}`),
      withdraw: ({ bucket }) => void done.push(`withdraw ${bucket}`),
    },
    unfinished: pending,
    offer: (_, bucket) => void done.push(`offer ${bucket}`),
    step: ownSteps('test', stopping.signal),
  });
  return {
    ...{ done, set, stop: () => stopping.abort() },
    finished: async () => {
      doubt({ event: EVENT, intent: intentIn(0), settle: () => set.settle() });
      while (pending.size > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    },
  };
}

describe('an event of which nobody knows whether it has happened', () => {
  it('is heard of from where it is, once it is settled', async () => {
    const { done, finished } = setUp();
    await finished();
    expect(done).toEqual(['offer 0', 'end 0']);
  });

  it('is withdrawn when it has not happened', async () => {
    const { done, set, finished } = setUp();
    set.settle = async () => false;
    await finished();
    expect(done).toEqual(['withdraw 0']);
  });

  it('moves to the bucket in use, and keeps its place there however often it cannot be stored', async () => {
    const { done, set, finished } = setUp();
    set.current = 1;
    let tries = 0;
    set.store = async () => {
      set.current++; // time goes by
      if (++tries < 4) throw new Error('the database did not answer');
    };
    await finished();
    expect(tries).toBe(4);
    expect(done).toEqual(['place in 1', 'withdraw 0', 'offer 1', 'end 1']);
  });

  it('moves on again while it cannot be settled', async () => {
    const { done, set, finished } = setUp();
    let tries = 0;
    set.settle = async () => {
      set.current++;
      if (++tries < 3) throw new Error('the database did not answer');
      return true;
    };
    await finished();
    expect(done).toEqual(['place in 1', 'withdraw 0', 'place in 2', 'withdraw 1', 'offer 2', 'end 2']);
  });
});
