import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

import { parseAddress } from '@killrvideo/core';
import { sleep } from '@killrvideo/testing';

/** Stands between one process and Cassandra, and can bring what that sends long after its end. */
export interface LateProxy {
  /** `127.0.0.1:port` */
  readonly address: string;
  /** From now on what the process sends is kept, and comes so long after its end. */
  keep(lateByMs: number): void;
  /** Ends all connections, and each new one at once, for so long. */
  cutOff(ms: number): Promise<void>;
  /** Resolves when everything that is late has been sent. */
  close(): Promise<void>;
}

export async function lateProxy(cassandra: string): Promise<LateProxy> {
  const { host, port = 0 } = parseAddress(cassandra);
  const sockets = new Set<Socket>();
  const late: Promise<void>[] = [];
  let keptForMs: number | undefined;
  let isCutOff = false;

  const server = createServer((client) => {
    if (isCutOff) return void client.destroy();
    const upstream = connect(port, host);
    const kept: Buffer[] = [];
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk: Buffer) => {
      if (keptForMs === undefined) upstream.write(chunk);
      else kept.push(chunk);
    });
    upstream.on('data', (chunk: Buffer) => client.write(chunk));
    upstream.on('close', () => client.destroy());
    client.on('close', () => {
      if (kept.length === 0) return upstream.destroy();
      late.push(
        new Promise((resolve) => {
          upstream.on('close', () => resolve());
          setTimeout(() => {
            upstream.end(Buffer.concat(kept));
            setTimeout(() => upstream.destroy(), 200);
          }, keptForMs);
        }),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    keep: (lateByMs) => (keptForMs = lateByMs),
    async cutOff(ms) {
      isCutOff = true;
      sockets.forEach((socket) => socket.destroy());
      await sleep(ms);
      isCutOff = false;
    },
    async close() {
      server.close();
      await Promise.all(late);
      sockets.forEach((socket) => socket.destroy());
    },
  };
}
