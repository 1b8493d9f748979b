import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import { StatisticsServiceService as Statistics } from '@killrvideo/proto/statistics';
import { logVerbosity, Server, ServerCredentials, setLogVerbosity, status } from '@grpc/grpc-js';

import { serviceClient, targetOf } from './service-client';

// grpc-js tells on the console what a proxy said, also of a try that ends after the tests.
setLogVerbosity(logVerbosity.NONE);

const stopAtEnd: (() => void)[] = [];
afterEach(() => {
  for (const stop of stopAtEnd.splice(0).reverse()) stop();
});

/** Answers GetNumberOfPlays with these statuses in turns, then with OK; counts its calls. */
async function serverWith(...failures: status[]): Promise<{ address: string; calls: () => number }> {
  let calls = 0;
  const server = new Server();
  server.addService(Statistics, {
    getNumberOfPlays: (_: unknown, callback: (error: object | null, response?: object) => void) => {
      const code = failures[calls++];
      if (code === undefined) callback(null, { stats: [] });
      else callback({ code, details: 'not now' });
    },
    recordPlaybackStarted: () => {},
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  stopAtEnd.push(() => server.forceShutdown());
  return { address: `127.0.0.1:${port}`, calls: () => calls };
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

function clientOf(addresses: string[], signal = new AbortController().signal, isDirect = false) {
  const client = serviceClient(addresses, { signal, isDirect });
  stopAtEnd.push(() => client.close());
  return client;
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

const none = { videoIds: [] };

describe('a client of a service', () => {
  it.each([status.UNAVAILABLE, status.RESOURCE_EXHAUSTED, status.DEADLINE_EXCEEDED])(
    'repeats a call that met status %i',
    async (code) => {
      const { address, calls } = await serverWith(code, code);
      expect(await clientOf([address]).call(Statistics.getNumberOfPlays, none)).toEqual({ stats: [] });
      expect(calls()).toBe(3);
    },
  );

  it('repeats nothing that a repeat would not mend, and names the call and its answer', async () => {
    const { address, calls } = await serverWith(status.INVALID_ARGUMENT);
    await expect(clientOf([address]).call(Statistics.getNumberOfPlays, none)).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      message: 'GetNumberOfPlays answered INVALID_ARGUMENT: not now',
    });
    expect(calls()).toBe(1);
  });

  it('makes one attempt where a repeat might do it twice', async () => {
    const { address, calls } = await serverWith(status.UNAVAILABLE);
    await expect(clientOf([address]).callOnce(Statistics.getNumberOfPlays, none)).rejects.toMatchObject({
      mayPass: true,
    });
    expect(calls()).toBe(1);
  });

  it('calls all instances in turns', async () => {
    const servers = [await serverWith(), await serverWith()];
    const client = clientOf(servers.map(({ address }) => address));
    await client.connected();
    // The second connection may stand a moment later than the first.
    while (servers.some(({ calls }) => calls() === 0)) await client.call(Statistics.getNumberOfPlays, none);
    const before = servers.map(({ calls }) => calls());
    for (let call = 0; call < 10; call++) await client.call(Statistics.getNumberOfPlays, none);
    expect(servers.map(({ calls }, index) => calls() - (before[index] ?? 0))).toEqual([5, 5]);
  });

  it('begins nothing once it is stopped, and stops waiting for a repeat', async () => {
    const { address, calls } = await serverWith(...Array<status>(20).fill(status.UNAVAILABLE));
    const stopped = new AbortController();
    const client = clientOf([address], stopped.signal);
    const waiting = client.call(Statistics.getNumberOfPlays, none);
    stopped.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    const made = calls();
    await expect(client.call(Statistics.getNumberOfPlays, none)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(calls()).toBe(made);
  });

  it.each(['grpc_proxy', 'https_proxy', 'http_proxy'])(
    'asks this machine directly, whatever %s says',
    async (name) => {
      setOnlyProxy(name, 'http://127.0.0.1:1');
      const { address } = await serverWith();
      await clientOf([address]).connected();
      await clientOf([address.replace('127.0.0.1', 'localhost')]).connected();
    },
  );

  it('goes through a proxy of the environment to what is elsewhere, but never where it is to go directly', async () => {
    const { url, asked } = await refusingProxy();
    setOnlyProxy('http_proxy', url);
    const { address } = await serverWith();
    // No loopback by its name, and yet this machine.
    const elsewhere = address.replace('127.0.0.1', '0.0.0.0');
    await clientOf([elsewhere], undefined, true).connected();
    expect(asked).toEqual([]);
    await expect(clientOf([elsewhere]).callOnce(Statistics.getNumberOfPlays, none)).rejects.toMatchObject({
      code: status.UNAVAILABLE,
    });
    expect(asked).toContain(elsewhere);
  });

  it.each([
    [['db.example.org:1'], 'db.example.org:1'],
    [['[fd00::1]:1'], '[fd00::1]:1'],
    [['10.0.0.1:1', '10.0.0.2:1'], 'ipv4:10.0.0.1:1,10.0.0.2:1'],
    [['10.0.0.1:1', '[fd00::1]:1'], 'ipv6:[::ffff:10.0.0.1]:1,[fd00::1]:1'],
  ])('of %j has a target for all of them', (addresses, target) => expect(targetOf(addresses)).toBe(target));
});
