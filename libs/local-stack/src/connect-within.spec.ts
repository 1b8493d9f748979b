import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, Socket, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { connectWithin } from './connect-within';

/** Listens on a port and takes no connection, since its thread stands still. */
const NEVER_TAKES = `
  const { createServer } = require('node:net');
  const { parentPort } = require('node:worker_threads');
  const server = createServer().listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

describe('a connection within a time', () => {
  it.each([
    ['a port', { port: 0, host: '127.0.0.1' }],
    ['a socket in the file system', { path: join(mkdtempSync(join(tmpdir(), 'connect-')), 'socket') }],
  ])('is had to %s, has no time-out then, and is refused when nobody listens there', async (_, at) => {
    const server = createServer((socket) => socket.end('hello')).listen(at);
    await once(server, 'listening');
    const to = 'path' in at ? at : { ...at, port: (server.address() as AddressInfo).port };
    const socket = await connectWithin(5000, to);
    if (!(socket instanceof Socket)) throw new Error(`it is ${socket}`);
    expect([socket.timeout, socket.listenerCount('timeout'), socket.listenerCount('error')]).toEqual([
      0, 0, 0,
    ]);
    expect(String(await once(socket, 'data'))).toBe('hello');
    socket.destroy();
    server.close();
    await once(server, 'close');
    expect(await connectWithin(5000, to)).toBe('refused');
  });

  it('is given up when nobody takes it in time', async () => {
    const worker = new Worker(NEVER_TAKES, { eval: true });
    const [port] = (await once(worker, 'message')) as [number];
    const sockets: Socket[] = []; // the system takes a few by itself
    let reached = await connectWithin(300, { port, host: '127.0.0.1' });
    while (reached instanceof Socket && sockets.length < 20) {
      sockets.push(reached);
      reached = await connectWithin(300, { port, host: '127.0.0.1' });
    }
    expect(reached).toBe('late');
    for (const socket of sockets) socket.destroy();
    await worker.terminate();
  });
});
