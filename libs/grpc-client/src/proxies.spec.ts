import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import { logVerbosity, setLogVerbosity, status } from '@grpc/grpc-js';

import { say, startEcho } from './echo-server.testing';
import { grpcClient, type GrpcClient } from './grpc-client';

// grpc-js tells on the console what a proxy said, also of a try that ends after the tests.
setLogVerbosity(logVerbosity.NONE);

const stopAtEnd: (() => void)[] = [];
afterEach(() => {
  for (const stop of stopAtEnd.splice(0).reverse()) stop();
});

async function portOfServer(): Promise<number> {
  const server = await startEcho();
  stopAtEnd.push(() => server.stop());
  return server.port;
}

function clientOf(address: string, isDirect = false): GrpcClient {
  const client = grpcClient([address], { isDirect });
  stopAtEnd.push(() => client.close());
  return client;
}

/** A proxy that connects nobody; says for which addresses it was asked. */
async function refusingProxy(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const proxy = createServer().on('connect', ({ url }: IncomingMessage, socket: Duplex) => {
    asked.push(url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  stopAtEnd.push(() => proxy.close());
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked };
}

/** With no other variable about proxies beside it, whatever the environment of the tests has. */
function setOnlyProxy(name: string, value: string): void {
  const before = { ...process.env };
  for (const each of Object.keys(before)) if (/proxy$/i.test(each)) delete process.env[each];
  process.env[name] = value;
  stopAtEnd.push(() => {
    delete process.env[name];
    Object.assign(process.env, before);
  });
}

describe('a client', () => {
  it.each(['grpc_proxy', 'https_proxy', 'http_proxy'])(
    'asks this machine directly, whatever %s says',
    async (name) => {
      setOnlyProxy(name, 'http://127.0.0.1:1');
      const port = await portOfServer();
      await clientOf(`127.0.0.1:${port}`).connected();
      await clientOf(`localhost:${port}`).connected();
    },
  );

  it('goes through a proxy of the environment to what is elsewhere, but never where it is to go directly', async () => {
    const { url, asked } = await refusingProxy();
    setOnlyProxy('http_proxy', url);
    // No loopback by its name, and yet this machine.
    const elsewhere = `0.0.0.0:${await portOfServer()}`;
    await clientOf(elsewhere, true).connected();
    expect(asked).toEqual([]);
    await expect(clientOf(elsewhere).call(say, 'moin')).rejects.toMatchObject({ code: status.UNAVAILABLE });
    expect(asked).toContain(elsewhere);
  });
});
