import { Client, credentials, status, type MethodDefinition, type ServiceError } from '@grpc/grpc-js';
import { BinaryWriter } from '@bufbuild/protobuf/wire';
import { service as healthDefinition } from 'grpc-health-check';

import { BusyService, EchoService, echoDescriptorSet, type Text } from './echo-service.testing';
import { startGrpcServer } from './grpc-server';
import { grpcService, type MethodLimit } from './grpc-service';
import type { CallOutcome } from './unary';

const { Check } = healthDefinition as unknown as Record<'Check', MethodDefinition<unknown, unknown>>;
const REFLECTION = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
const LIST_SERVICES = Buffer.from(new BinaryWriter().tag(7, 2).string('').finish());
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

describe('a flood of one rpc', () => {
  it('leaves the others of its service, other services, health and reflection as they are', async () => {
    const { wait, look, say, checkHealth, listServices, begun } = await serve();
    const flood = Array.from({ length: 80 }, () => wait('for ever'));
    await flood[79]; // those that are refused are answered at once
    expect(begun()).toBe(66);

    expect(await look('there')).toMatchObject({ code: status.OK, text: 'there' });
    expect(await say('hello')).toMatchObject({ code: status.OK, text: 'hello' });
    expect(await checkHealth()).toBe(status.OK);
    expect(await listServices()).toBe(status.OK);
  });

  it('is told of what there is too much, before the handler, and is taken in again when its work has ended', async () => {
    const { wait, release, begun, outcomes } = await serve();
    const flood = Array.from({ length: 100 }, () => wait('until released'));
    expect(await flood[99]).toMatchObject({
      code: status.RESOURCE_EXHAUSTED,
      details: 'too many calls of Wait at once: try again later',
    });
    release();
    const codes = (await Promise.all(flood)).map(({ code }) => code);
    expect(codes.filter((code) => code === status.OK)).toHaveLength(66);
    expect(codes.filter((code) => code === status.RESOURCE_EXHAUSTED)).toHaveLength(34);
    expect(outcomes).toHaveLength(100);
    const again = await Promise.all(Array.from({ length: 66 }, () => wait('again')));
    expect(again.map(({ code }) => code)).toEqual(Array.from({ length: 66 }, () => status.OK));
    expect(begun()).toBe(132);
  });

  it('holds its places for as long as it works, also when nobody waits for the answer', async () => {
    const { wait, release } = await serve();
    const given = await Promise.all(Array.from({ length: 66 }, () => wait('too long', Date.now() + 200)));
    expect(new Set(given.map(({ code }) => code))).toEqual(new Set([status.DEADLINE_EXCEEDED]));
    expect(await wait('one more')).toMatchObject({ code: status.RESOURCE_EXHAUSTED });
    release();
    expect(await wait('one more')).toMatchObject({ code: status.OK });
  });
});

describe('methods with a limit of their own', () => {
  const limits = [
    {
      methods: ['wait', 'look'],
      atOnce: 6,
      tooMany: 'too many who wait at once',
    } as const,
  ];

  it('are refused above it before their handlers, and none of them gets all of it', async () => {
    const { wait, look, say, begun } = await serve(limits);
    const flood = Array.from({ length: 90 }, () => wait('for ever'));
    expect(await flood[89]).toMatchObject({
      code: status.RESOURCE_EXHAUSTED,
      details: 'too many who wait at once',
    });
    expect(begun()).toBe(4);
    expect(await look('there')).toMatchObject({ code: status.OK });
    expect(await say('hello')).toMatchObject({ code: status.OK });
  });

  it('leave the places of the process to others', async () => {
    const { wait, look, say, release } = await serve(limits, 7);
    const flood = Array.from({ length: 90 }, () => wait('until released'));
    await flood[89];
    expect(await look('there')).toMatchObject({ code: status.OK });
    expect(await say('hello')).toMatchObject({ code: status.OK });
    release();
    await Promise.all(flood);
    const again = await Promise.all(Array.from({ length: 4 }, () => wait('again')));
    expect(again.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => status.OK));
  });
});

interface Answer {
  readonly code: status;
  readonly details?: string | undefined;
  readonly text?: string | undefined;
}

/** Two services in one process; calls of Wait are answered when they are released. */
async function serve(limits: readonly MethodLimit<typeof BusyService>[] = [], maxConcurrentCalls = 100) {
  let begun = 0;
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const outcomes: CallOutcome[] = [];
  const handlers = {
    async wait(request: Text) {
      begun++;
      await released;
      return request;
    },
    look: async (request: Text) => request,
  };
  const descriptorSet = echoDescriptorSet;
  const server = await startGrpcServer({
    address: '127.0.0.1',
    port: 0,
    services: [
      grpcService(BusyService, handlers, { descriptorSet, limits }),
      grpcService(EchoService, { say: async (request) => request }, { descriptorSet }),
    ],
    budgetMs: 60_000,
    maxConcurrentCalls,
    observe: (outcome) => outcomes.push(outcome),
  });
  const client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
  closers.push(
    () => server.close(0),
    () => client.close(),
  );
  const calling =
    ({
      path,
      requestSerialize,
      responseDeserialize,
    }: (typeof BusyService)['wait' | 'look'] | typeof EchoService.say) =>
    (text: string, deadline = Infinity): Promise<Answer> =>
      new Promise((resolve) => {
        client.makeUnaryRequest(
          path,
          requestSerialize,
          responseDeserialize,
          { text },
          { deadline },
          (error: ServiceError | null, response?: Text) =>
            resolve(
              error
                ? { code: error.code, details: error.details }
                : { code: status.OK, text: response?.text },
            ),
        );
      });
  return {
    wait: calling(BusyService.wait),
    look: calling(BusyService.look),
    say: calling(EchoService.say),
    release,
    begun: () => begun,
    outcomes,
    checkHealth: () =>
      new Promise<status>((resolve) => {
        const { path, requestSerialize, responseDeserialize } = Check;
        client.makeUnaryRequest(path, requestSerialize, responseDeserialize, { service: '' }, (error) =>
          resolve(error?.code ?? status.OK),
        );
      }),
    listServices: () =>
      new Promise<status>((resolve) => {
        const stream = client.makeBidiStreamRequest(
          REFLECTION,
          (bytes: Buffer) => bytes,
          (bytes) => bytes,
        );
        stream.on('data', () => resolve(status.OK)).on('error', ({ code }: ServiceError) => resolve(code));
        stream.write(LIST_SERVICES);
        stream.end();
      }),
  };
}
