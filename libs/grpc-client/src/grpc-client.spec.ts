import { getEventListeners, getMaxListeners, once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

import { callFrom, type OwnCall } from '@killrvideo/core';
import { eventually } from '@killrvideo/testing';
import { Metadata, status } from '@grpc/grpc-js';

import { CallFailed } from './call-failed';
import type { HandledCall } from './call-observer';
import { say, startEcho, type EchoServer } from './echo-server.testing';
import { grpcClient, type GrpcClient, type GrpcClientOptions } from './grpc-client';
import type { MethodName } from './method';
import type { Tries } from './tries';

const NAMES = { service: 'test.Echo', method: 'Say' };
const SECOND = 1000;

const closeAtEnd: (() => void)[] = [];
afterEach(() => {
  for (const close of closeAtEnd.splice(0).reverse()) close();
});

async function serve(options?: Parameters<typeof startEcho>[0]): Promise<EchoServer> {
  const server = await startEcho(options);
  closeAtEnd.push(() => server.stop());
  return server;
}

function clientOf(servers: readonly Pick<EchoServer, 'port'>[], options?: GrpcClientOptions): GrpcClient {
  const client = grpcClient(
    servers.map(({ port }) => `127.0.0.1:${port}`),
    options,
  );
  closeAtEnd.push(() => client.close());
  return client;
}

const refuse: NonNullable<Parameters<typeof startEcho>[0]>['answer'] = (_call, callback) => {
  const metadata = new Metadata();
  metadata.set('why', 'because');
  callback({ code: status.NOT_FOUND, details: 'it is not there', metadata });
};

/** Milliseconds from now to the deadline that came with the last call. */
function deadlineMs({ calls }: EchoServer): number {
  return Number(calls.at(-1)?.getDeadline()) - Date.now();
}

/** A port at which nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A port at which connections are taken, and nothing is said. */
async function silentPort(): Promise<number> {
  const server = createServer((socket) => closeAtEnd.push(() => socket.destroy())).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeAtEnd.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

describe('a call', () => {
  it('gives the response', async () => {
    await expect(clientOf([await serve()]).call(say, 'moin')).resolves.toBe('moin');
  });

  it('that is answered with an error rejects with all that is known of it', async () => {
    const failure = await clientOf([await serve({ answer: refuse })])
      .call(say, 'moin')
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CallFailed);
    expect(failure).toMatchObject({
      message: 'Say answered NOT_FOUND: it is not there',
      ...{ code: status.NOT_FOUND, details: 'it is not there', method: NAMES },
    });
    expect((failure as CallFailed).trailer.get('why')).toEqual(['because']);
  });

  it('tells the whole answer to who asks for it, trailing metadata with success and failure', async () => {
    const good = await clientOf([await serve()]).ask(say, 'moin');
    expect(good).toMatchObject({ code: status.OK, details: '', response: 'moin' });
    expect(good.trailer.get('heard')).toEqual(['moin']);
    const bad = await clientOf([await serve({ answer: refuse })]).ask(say, 'moin');
    expect(bad).toMatchObject({ code: status.NOT_FOUND, details: 'it is not there' });
    expect(bad.response).toBeUndefined();
    expect(bad.trailer.get('why')).toEqual(['because']);
  });

  it('fails, and does not throw, where its request cannot be encoded', async () => {
    const broken = {
      ...say,
      requestSerialize: () => {
        throw new TypeError('not a text');
      },
    };
    await expect(clientOf([await serve()]).ask(broken, 'moin')).resolves.toMatchObject({
      code: status.INTERNAL,
    });
  });

  it('takes metadata along', async () => {
    const server = await serve();
    await clientOf([server]).call(say, 'moin', { metadata: { colour: 'blue' } });
    expect(server.calls[0]?.metadata.get('colour')).toEqual(['blue']);
  });

  it.each([
    ['a request', 'x'.repeat(101), 0],
    ['a response', 'x', 1],
  ])('is refused where %s is above the bound', async (_, text, arrived) => {
    const server = await serve({ answer: (_call, callback) => callback(null, 'y'.repeat(101)) });
    const { code } = await clientOf([server], { maxMessageBytes: 100 }).ask(say, text);
    expect(code).toBe(status.RESOURCE_EXHAUSTED);
    expect(server.calls).toHaveLength(arrived);
  });
});

describe('the time of a call', () => {
  it('is 10 s, the client’s own, or its own', async () => {
    const server = await serve();
    await clientOf([server]).call(say, 'moin');
    expect(deadlineMs(server) / SECOND).toBeCloseTo(10, 0);
    const patient = clientOf([server], { timeoutMs: 60 * SECOND });
    await patient.call(say, 'moin');
    expect(deadlineMs(server) / SECOND).toBeCloseTo(60, 0);
    await patient.call(say, 'moin', { timeoutMs: 30 * SECOND });
    expect(deadlineMs(server) / SECOND).toBeCloseTo(30, 0);
  });

  it('has no end only where that is asked for', async () => {
    const server = await serve();
    await clientOf([server]).call(say, 'moin', { timeoutMs: 'none' });
    expect(server.calls[0]?.getDeadline()).toBe(Infinity);
  });

  it('ends it, here and at the server', async () => {
    const server = await serve({ answer: () => {} });
    const answer = await clientOf([server]).ask(say, 'moin', { timeoutMs: 200 });
    expect(answer.code).toBe(status.DEADLINE_EXCEEDED);
    await server.cancelled();
  });

  it('ends it also where the peer takes connections and says nothing', async () => {
    const client = clientOf([{ port: await silentPort() }]);
    const answer = await client.ask(say, 'moin', { timeoutMs: 200 });
    expect(answer.code).toBe(status.DEADLINE_EXCEEDED);
  });
});

describe('a call made for another one', () => {
  const outer = (trace: { traceparent?: string; tracestate?: string } = {}, ms = SECOND): OwnCall => {
    const { traceparent, tracestate } = trace;
    const call = callFrom({ requestId: 'r-1', traceparent, tracestate }, performance.now() + ms);
    closeAtEnd.push(() => call.end());
    return call;
  };

  it('passes on its request id and trace context as they are', async () => {
    const server = await serve();
    const sent = {
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      tracestate: 'congo=t61, rojo=1',
    };
    await clientOf([server]).call(say, 'moin', { call: outer(sent) });
    expect(server.calls[0]?.metadata.getMap()).toMatchObject({ 'x-request-id': 'r-1', ...sent });
  });

  it('sends no trace context where there is none', async () => {
    const server = await serve();
    await clientOf([server]).call(say, 'moin', { call: outer() });
    expect(Object.keys(server.calls[0]?.metadata.getMap() ?? {})).not.toContain('traceparent');
    expect(Object.keys(server.calls[0]?.metadata.getMap() ?? {})).not.toContain('tracestate');
  });

  it('ends before that does', async () => {
    const server = await serve();
    await clientOf([server]).call(say, 'moin', { call: outer() });
    expect(deadlineMs(server)).toBeLessThanOrEqual(0.95 * SECOND);
  });

  it('ends earlier where its own time is shorter', async () => {
    const server = await serve();
    await clientOf([server]).call(say, 'moin', { call: outer(), timeoutMs: 300 });
    expect(deadlineMs(server)).toBeLessThan(300);
  });

  it('ends with that, here and at the server', async () => {
    const server = await serve({ answer: () => {} });
    const call = outer();
    const answer = clientOf([server]).ask(say, 'moin', { call });
    await eventually(() => expect(server.calls).toHaveLength(1));
    call.end();
    await expect(answer).resolves.toMatchObject({ code: status.CANCELLED });
    await server.cancelled();
    expect(getEventListeners(call.signal, 'abort')).toEqual([]);
  });

  it('that was cancelled is not sent', async () => {
    const server = await serve();
    const call = outer();
    call.end();
    const client = clientOf([server]);
    await expect(client.ask(say, 'moin', { call })).resolves.toMatchObject({ code: status.CANCELLED });
    await client.call(say, 'the next');
    expect(server.calls).toHaveLength(1);
  });

  it('that is late is not sent', async () => {
    const server = await serve();
    const client = clientOf([server]);
    const call = outer({}, 0);
    await expect(client.ask(say, 'moin', { call })).resolves.toMatchObject({
      code: status.DEADLINE_EXCEEDED,
    });
    await client.call(say, 'the next');
    expect(server.calls).toHaveLength(1);
  });
});

describe('a signal', () => {
  it('cancels its calls, here and at the server', async () => {
    const server = await serve({ answer: () => {} });
    const leaving = new AbortController();
    const answer = clientOf([server]).ask(say, 'moin', { signal: leaving.signal });
    await eventually(() => expect(server.calls).toHaveLength(1));
    leaving.abort();
    await expect(answer).resolves.toMatchObject({ code: status.CANCELLED });
    await server.cancelled();
  });

  it('that is aborted lets no call be sent', async () => {
    const server = await serve();
    const client = clientOf([server]);
    await expect(client.ask(say, 'moin', { signal: AbortSignal.abort() })).resolves.toMatchObject({
      code: status.CANCELLED,
    });
    await client.call(say, 'the next');
    expect(server.calls).toHaveLength(1);
  });

  it('takes any number of calls, which leave no listener behind', async () => {
    const client = clientOf([await serve()]);
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 30 }, () => client.call(say, 'moin', { signal })));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(getMaxListeners(signal)).toBe(Infinity); // or Node warns of the eleventh
  });
});

describe('several addresses', () => {
  it('are called in turns', async () => {
    const servers = [await serve(), await serve()];
    const client = clientOf(servers);
    // The second connection may stand a moment later than the first.
    while (servers.some(({ calls }) => calls.length === 0)) await client.call(say, 'moin');
    const before = servers.map(({ calls }) => calls.length);
    for (let call = 0; call < 10; call++) await client.call(say, 'moin');
    expect(servers.map(({ calls }, index) => calls.length - (before[index] ?? 0))).toEqual([5, 5]);
  });

  it('may be dead in part, also one that takes connections and says nothing', async () => {
    const living = await serve();
    const client = clientOf([{ port: await deadPort() }, { port: await silentPort() }, living]);
    for (let call = 0; call < 10; call++) await client.call(say, 'moin');
    expect(living.calls).toHaveLength(10);
  });

  it('may be of IPv6', async () => {
    const server = await serve({ host: '[::1]' });
    const other = await serve();
    const client = grpcClient([`[::1]:${server.port}`, `127.0.0.1:${other.port}`]);
    closeAtEnd.push(() => client.close());
    while ([server, other].some(({ calls }) => calls.length === 0)) await client.call(say, 'moin');
  });
});

describe('an address', () => {
  it('may be a name', async () => {
    const { port } = await serve();
    const client = grpcClient([`localhost:${port}`]);
    closeAtEnd.push(() => client.close());
    await expect(client.call(say, 'moin')).resolves.toBe('moin');
  });

  it('at which nobody listens is UNAVAILABLE at once, and is seen again when somebody does', async () => {
    const port = await deadPort();
    const client = clientOf([{ port }]);
    await expect(client.ask(say, 'moin')).resolves.toMatchObject({ code: status.UNAVAILABLE });
    await expect(client.connected(100)).rejects.toThrow(`nobody answers at 127.0.0.1:${port}`);
    await serve({ port });
    await client.connected();
    await expect(client.call(say, 'moin')).resolves.toBe('moin');
  });
});

describe('an observer', () => {
  it('hears of each call when it begins and how it ended', async () => {
    const heard: (MethodName | HandledCall)[] = [];
    const observer = {
      started: (method: MethodName) => void heard.push(method),
      handled: (call: HandledCall) => void heard.push(call),
    };
    const seconds = expect.any(Number);
    await clientOf([await serve()], { observer }).call(say, 'moin');
    await clientOf([await serve({ answer: refuse })], { observer }).ask(say, 'moin');
    await clientOf([{ port: await deadPort() }], { observer }).ask(say, 'moin', {
      signal: AbortSignal.abort(),
    });
    expect(heard).toEqual([
      NAMES,
      { ...NAMES, code: status.OK, tries: 1, seconds },
      NAMES,
      { ...NAMES, code: status.NOT_FOUND, tries: 1, seconds },
      NAMES,
      { ...NAMES, code: status.CANCELLED, tries: 0, seconds },
    ]);
  });
});

describe('a call that is tried twice', () => {
  const twice: Tries = async (attempt) => {
    await attempt(0);
    return attempt(1);
  };

  it('says so to the server, and to the observer once, with the answer that counts', async () => {
    const heard: HandledCall[] = [];
    const observer = { started: () => {}, handled: (call: HandledCall) => void heard.push(call) };
    const server = await serve();
    await clientOf([server], { tries: twice, observer }).call(say, 'moin');
    expect(server.calls.map(({ metadata }) => metadata.get('grpc-previous-rpc-attempts'))).toEqual([
      [],
      ['1'],
    ]);
    expect(heard).toMatchObject([{ code: status.OK, tries: 2 }]);
  });

  it('has one deadline', async () => {
    const server = await serve({
      answer: (_call, callback) => void setTimeout(() => callback({ code: status.UNAVAILABLE }), 200),
    });
    await clientOf([server], { tries: twice, timeoutMs: SECOND }).ask(say, 'moin');
    const [first = 0, second = 0] = server.calls.map((call) => Number(call.getDeadline()));
    expect(second).toBeGreaterThan(0);
    expect(Math.abs(second - first)).toBeLessThan(100);
  });
});

describe('a client that is closed', () => {
  it('lets calls in flight end, and begins none', async () => {
    const held: (() => void)[] = [];
    const server = await serve({
      answer: (call, callback) => void held.push(() => callback(null, call.request)),
    });
    const client = clientOf([server]);
    const inFlight = client.call(say, 'moin');
    await eventually(() => expect(held).toHaveLength(1));
    client.close();
    await expect(client.ask(say, 'moin')).resolves.toMatchObject({
      ...{ code: status.CANCELLED, details: 'the client is closed' },
    });
    held[0]?.();
    await expect(inFlight).resolves.toBe('moin');
  });
});
