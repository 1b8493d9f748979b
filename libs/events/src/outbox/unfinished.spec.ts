import { eventually, silentLog } from '@killrvideo/testing';

import { unfinished } from './unfinished';

const stopping = new AbortController();
afterAll(() => stopping.abort());

describe('what is not finished', () => {
  it('is tried until it is done', async () => {
    const own = unfinished(stopping.signal, silentLog);
    let tries = 0;
    own.finish(() => (++tries < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve()));
    expect(own.size).toBe(1);
    await eventually(() => expect(own.size).toBe(0));
    expect(tries).toBe(3);
  });

  it('keeps more from being begun when there is too much of it', async () => {
    const own = unfinished(stopping.signal, silentLog, 2);
    let finish = (): void => {};
    own.finish(() => new Promise((resolve) => (finish = resolve)));
    own.throwIfFull();
    own.finish(() => new Promise(() => {}));
    expect(() => own.throwIfFull()).toThrow('the database did not answer');
    finish();
    await eventually(() => own.throwIfFull());
  });

  it('is told of now and then, not each by itself', async () => {
    let lines = 0;
    const ended = new AbortController();
    const own = unfinished(ended.signal, { ...silentLog, warn: () => void lines++ });
    for (let n = 0; n < 100; n++) own.finish(() => Promise.reject(new Error('no database')));
    await eventually(() => expect(lines).toBeGreaterThan(5));
    expect(lines).toBeLessThan(10);
    ended.abort();
    await eventually(() => expect(own.size).toBe(0));
  });
});
