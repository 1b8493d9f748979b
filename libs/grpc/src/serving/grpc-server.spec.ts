import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { DomainError, remainingMs, type CallContext } from '@killrvideo/core';
import {
  Client,
  credentials,
  Metadata,
  status,
  type CallOptions,
  type MethodDefinition,
  type ServiceError,
} from '@grpc/grpc-js';
import { service as healthDefinition } from 'grpc-health-check';

import { EchoService, echoDescriptorSet, type Text } from './echo-service.testing';
import { startGrpcServer, type GrpcServer } from './grpc-server';
import { grpcService } from './grpc-service';
import { frame } from './raw-call.testing';
import { serveEcho } from './served.testing';
import type { CallOutcome } from './unary';

const SAY = '/test.Echo/Say';
const { Check, Watch } = healthDefinition as unknown as Record<
  'Check' | 'Watch',
  MethodDefinition<unknown, { status: string }>
>;
const closers: (() => unknown)[] = [];
let outcomes: CallOutcome[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  outcomes = [];
});

describe('a mounted service', () => {
  it('answers with what the handler returns and gives the request id back', async () => {
    const { call } = await serve(async ({ text }, { requestId }) => ({ text: `${text}, ${requestId}` }));
    const answer = await call('hello', metadata({ 'x-request-id': 'abc-1' }));
    expect(answer).toMatchObject({ code: status.OK, text: 'hello, abc-1' });
    expect(answer.trailer?.get('x-request-id')).toEqual(['abc-1']);
  });

  it('makes a request id where none, or an unprintable one, was sent', async () => {
    const { call } = await serve(echo);
    for (const sent of [undefined, 'with a space', 'x'.repeat(129)]) {
      const { trailer } = await call('', sent === undefined ? undefined : metadata({ 'x-request-id': sent }));
      expect(trailer?.get('x-request-id')[0]).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('turns a DomainError into its status and message, the request id beside it', async () => {
    const { call } = await serve(async () => {
      throw new DomainError('not-found', 'no video 7', { cause: new Error('secret') });
    });
    const answer = await call('');
    expect(answer).toMatchObject({ code: status.NOT_FOUND, details: 'no video 7' });
    expect(answer.trailer?.get('x-request-id')).toHaveLength(1);
  });

  it.each([
    ['throws anything else', () => Promise.reject(new Error('10.0.0.1 refused SELECT secret'))],
    [
      'throws before its first await',
      () => {
        throw new Error('secret');
      },
    ],
    ['returns what does not encode', () => Promise.resolve(undefined as unknown as Text)],
  ])('answers INTERNAL with a fixed text when the handler %s', async (_what, handler) => {
    const { call } = await serve(handler);
    expect(await call('')).toMatchObject({ code: status.INTERNAL, details: 'internal error' });
    expect(outcomes).toMatchObject([{ code: status.INTERNAL, error: expect.any(Error) }]);
  });

  it('refuses what does not decode as INVALID_ARGUMENT, before the handler', async () => {
    const handler = jest.fn(echo);
    const { callBytes } = await serve(handler);
    for (const bytes of [[0xff], [0x0a, 1, 0xff], [0x0a, 9, 0x61], [0x0c]]) {
      expect(await callBytes(Buffer.from(bytes))).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: expect.stringMatching(/^the message does not decode: /),
      });
    }
    expect(handler).not.toHaveBeenCalled();
  });

  it('is met on every port that is asked for', async () => {
    const { server } = await serve(echo);
    const client = new Client(`127.0.0.1:${await server.alsoListen(0)}`, credentials.createInsecure());
    closers.push(() => client.close());
    await new Promise<void>((resolve, reject) => {
      const { requestSerialize, responseDeserialize } = EchoService.say;
      client.makeUnaryRequest(
        SAY,
        requestSerialize,
        responseDeserialize,
        { text: 'there, too' },
        (error, answer) => {
          if (error) reject(error);
          expect(answer).toEqual({ text: 'there, too' });
          resolve();
        },
      );
    });
  });

  it('refuses a message above its own bound as RESOURCE_EXHAUSTED', async () => {
    const { call } = await serve(echo, { maxRequestBytes: 100 });
    expect(await call('x'.repeat(90))).toMatchObject({ code: status.OK });
    expect(await call('x'.repeat(200))).toMatchObject({ code: status.RESOURCE_EXHAUSTED });
  });

  it('sheds calls above its bound and takes calls again when work has ended', async () => {
    const gate = deferred();
    const { call } = await serve(
      async (request) => {
        await gate.promise;
        return request;
      },
      { maxConcurrentCalls: 3 },
    );
    const working = [call('1'), call('2')]; // all that one rpc is given of three
    await eventually(async () => expect(await call('3')).toMatchObject({ code: status.RESOURCE_EXHAUSTED }));
    gate.resolve();
    for (const answer of await Promise.all(working)) expect(answer).toMatchObject({ code: status.OK });
    expect(await call('4')).toMatchObject({ code: status.OK });
  });
});

describe('the time a call has', () => {
  it('is the deadline of its caller', async () => {
    let remaining = 0;
    const { call } = await serve(async (request, context) => {
      remaining = remainingMs(context);
      return request;
    });
    await call('', undefined, { deadline: Date.now() + 5000 });
    expect(remaining).toBeGreaterThan(1000);
    expect(remaining).toBeLessThanOrEqual(5000);
  });

  it('is the budget of the server when the caller names none, and UNAVAILABLE when that is over', async () => {
    const { call } = await serve(() => new Promise(() => {}), { budgetMs: 100 });
    expect(await call('')).toMatchObject({
      code: status.UNAVAILABLE,
      details: expect.stringContaining('100 ms'),
    });
    expect(outcomes).toMatchObject([{ code: status.UNAVAILABLE }]);
  });

  it('ends for the work, too, when it ends for the caller', async () => {
    const begun = deferred<CallContext>();
    const { call } = await serve((_, context) => {
      begun.resolve(context);
      return new Promise(() => {});
    });
    expect(await call('', undefined, { deadline: Date.now() + 200 })).toMatchObject({
      code: status.DEADLINE_EXCEEDED,
    });
    const context = await begun.promise;
    await eventually(() => expect(outcomes).toHaveLength(1));
    expect([status.DEADLINE_EXCEEDED, status.CANCELLED]).toContain(outcomes[0]?.code);
    expect(() => remainingMs(context)).toThrow(DomainError);
  });

  it('is a signal for what cannot look: a deadline that passes, also where the caller does not end it', async () => {
    const aborted = deferred<unknown>();
    const served = await serveEcho((_, { signal }) => {
      signal.addEventListener('abort', () => aborted.resolve(signal.reason));
      return new Promise(() => {});
    });
    closers.push(() => served.close());
    const waits = served.begin(SAY, { 'grpc-timeout': '1S' });
    waits.end(frame(Buffer.alloc(0)));
    expect(await aborted.promise).toMatchObject({ kind: 'deadline-exceeded' });
    expect(await waits.code()).toBe(status.DEADLINE_EXCEEDED);
  });

  it('is a signal, too, for a caller that gives up, and at the end of a call that was answered', async () => {
    const contexts: CallContext[] = [];
    const { call, client } = await serve(async (request, context) => {
      contexts.push(context);
      expect(context.signal.aborted).toBe(false);
      return request.text === 'answer' ? request : new Promise(() => {});
    });
    const { requestSerialize, responseDeserialize } = EchoService.say;
    const given = client.makeUnaryRequest(SAY, requestSerialize, responseDeserialize, { text: '' }, () => {});
    await eventually(() => expect(contexts).toHaveLength(1));
    given.cancel();
    expect(await call('answer')).toMatchObject({ code: status.OK });
    await eventually(() =>
      expect(contexts.map(({ signal }) => (signal.reason as DomainError | undefined)?.kind)).toEqual([
        'cancelled',
        'cancelled',
      ]),
    );
  });
});

describe('health', () => {
  it('is NOT_SERVING until told otherwise, for every service and the whole', async () => {
    const { server, health } = await serve(echo);
    expect(await health('')).toBe('NOT_SERVING');
    server.setServing('test.Echo', true);
    expect(await health('')).toBe('SERVING');
    expect(await health('test.Echo')).toBe('SERVING');
    expect(await health('test.Unknown')).toBe(status.NOT_FOUND);
  });
});

describe('closing', () => {
  it('lets calls in flight finish, then cuts silent peers and open streams', async () => {
    const gate = deferred();
    const { server, call, client, port } = await serve(async (request) => {
      await gate.promise;
      return request;
    });
    const silent: Socket = connect(port, '127.0.0.1').resume();
    closers.push(() => silent.destroy());
    const watch = client.makeServerStreamRequest(
      '/grpc.health.v1.Health/Watch',
      Watch.requestSerialize,
      Watch.responseDeserialize,
      { service: '' },
    );
    watch.on('error', () => {});
    await once(watch, 'data');
    const cut = Promise.all([once(silent, 'close'), new Promise((resolve) => watch.once('status', resolve))]);

    const inFlight = call('finish me');
    await eventually(() => expect(begun).toBeGreaterThan(0));
    const closed = server.close(60_000);
    gate.resolve();
    expect(await inFlight).toMatchObject({ code: status.OK, text: 'finish me' });
    await closed; // far below the 60 s it might take
    await cut;
  });

  it('answers calls that do not finish within the bound', async () => {
    const { server, call } = await serve(() => new Promise(() => {}));
    const inFlight = call('never');
    await eventually(() => expect(begun).toBeGreaterThan(0));
    expect(server.callsAtWork()).toBe(1);
    await server.close(100);
    expect(await inFlight).toMatchObject({
      code: status.UNAVAILABLE,
      details: expect.stringContaining('stopping'),
    });
  });
});

let begun = 0;

async function echo(request: Text): Promise<Text> {
  return request;
}

interface Answer {
  code: status;
  details?: string | undefined;
  text?: string | undefined;
  trailer?: Metadata | undefined;
}

async function serve(
  handler: (request: Text, context: CallContext) => Promise<Text>,
  options: { budgetMs?: number; maxConcurrentCalls?: number; maxRequestBytes?: number } = {},
) {
  begun = 0;
  const counting = (request: Text, context: CallContext): Promise<Text> => {
    begun++;
    return handler(request, context);
  };
  const server: GrpcServer = await startGrpcServer({
    address: '127.0.0.1',
    port: 0,
    services: [
      grpcService(
        EchoService,
        { say: counting },
        {
          descriptorSet: echoDescriptorSet,
          ...(options.maxRequestBytes === undefined ? {} : { maxRequestBytes: options.maxRequestBytes }),
        },
      ),
    ],
    budgetMs: options.budgetMs ?? 10_000,
    maxConcurrentCalls: options.maxConcurrentCalls ?? 100,
    observe: (outcome) => outcomes.push(outcome),
  });
  const client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
  closers.push(
    () => server.close(0),
    () => client.close(),
  );

  const callBytes = (bytes: Buffer, sent = new Metadata(), callOptions: CallOptions = {}): Promise<Answer> =>
    new Promise((resolve) => {
      let answer: Answer = { code: status.UNKNOWN };
      const call = client.makeUnaryRequest(
        SAY,
        (request: Buffer) => request,
        EchoService.say.responseDeserialize,
        bytes,
        sent,
        callOptions,
        (error: ServiceError | null, response?: Text) => {
          answer = error
            ? { code: error.code, details: error.details }
            : { code: status.OK, text: response?.text };
        },
      );
      call.on('status', ({ metadata: trailer }) => setImmediate(() => resolve({ ...answer, trailer })));
    });
  return {
    server,
    client,
    port: server.port,
    callBytes,
    call: (text: string, sent?: Metadata, callOptions?: CallOptions) =>
      callBytes(EchoService.say.requestSerialize({ text }), sent, callOptions),
    health: (service: string) =>
      new Promise<unknown>((resolve) => {
        client.makeUnaryRequest(
          '/grpc.health.v1.Health/Check',
          Check.requestSerialize,
          Check.responseDeserialize,
          { service },
          (error, response) => resolve(error ? error.code : response?.status),
        );
      }),
  };
}

function metadata(entries: Record<string, string>): Metadata {
  const sent = new Metadata();
  for (const [key, value] of Object.entries(entries)) sent.set(key, value);
  return sent;
}

function deferred<T = void>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((r) => (resolve = r));
  return { promise, resolve };
}

async function eventually(check: () => unknown): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
