import { getEventListeners } from 'node:events';

import { ownCall } from './own-call';
import { pause, pauseFor } from './pause';

const HOUR_MS = 3_600_000;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('a pause', () => {
  it('ends after its time, and not before', async () => {
    let ended = false;
    void pause(1000).then(() => (ended = true));
    await jest.advanceTimersByTimeAsync(999);
    expect(ended).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(ended).toBe(true);
  });

  it('ends at once when its signal is aborted, before it or meanwhile', async () => {
    const stop = new AbortController();
    const paused = pause(HOUR_MS, stop.signal);
    stop.abort();
    await paused;
    await pause(HOUR_MS, stop.signal);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('leaves no timer and no listener, however many one signal sees', async () => {
    const { signal } = new AbortController();
    for (let turn = 0; turn < 2000; turn++) {
      const paused = pause(2000, signal);
      await jest.advanceTimersByTimeAsync(2000);
      await paused;
    }
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('a pause in work for a call', () => {
  it('ends after its time, or throws as soon as nobody waits for the call', async () => {
    const call = ownCall('paused', performance.now() + 5000);
    const paused = pauseFor(call, 1000);
    await jest.advanceTimersByTimeAsync(1000);
    await paused;
    const cut = pauseFor(call, HOUR_MS);
    call.end();
    await expect(cut).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(pauseFor(call, HOUR_MS)).rejects.toMatchObject({ kind: 'cancelled' });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not outlast the time of the call', async () => {
    const late = expect(pauseFor(ownCall('late', performance.now() + 500), HOUR_MS)).rejects.toMatchObject({
      kind: 'deadline-exceeded',
    });
    await jest.advanceTimersByTimeAsync(500);
    await late;
    expect(jest.getTimerCount()).toBe(0);
  });
});
