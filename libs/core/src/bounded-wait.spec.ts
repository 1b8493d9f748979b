import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

import { atMost, within } from './bounded-wait';
import { pause } from './pause';

const HOUR_MS = 3_600_000;
const late = () => new Error('late');

describe('at most', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('waits for work, and passes on its failure', async () => {
    let done = false;
    const work = pause(500).then(() => (done = true));
    const waited = atMost(HOUR_MS, work);
    await jest.advanceTimersByTimeAsync(500);
    await waited;
    expect(done).toBe(true);
    await expect(atMost(HOUR_MS, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('leaves work that takes too long', async () => {
    const waited = atMost(500, new Promise(() => {}));
    await jest.advanceTimersByTimeAsync(500);
    await waited;
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('within', () => {
  it('gives what the work gives, and throws when that takes too long', async () => {
    expect(await within(1000, Promise.resolve('done'), late)).toBe('done');
    await expect(within(1000, Promise.reject(new Error('broken')), late)).rejects.toThrow('broken');
    await expect(within(1, new Promise(() => {}), late)).rejects.toThrow('late');
  });

  it('does not call late what came while the event loop was busy', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    const [peer] = await accepted;
    const answer = once(socket, 'data').then(String);
    const waited = within(20, answer, late);
    peer.end('answer');
    const until = performance.now() + 100;
    while (performance.now() < until); // busy
    expect(await waited).toBe('answer');
    server.close();
  });
});
