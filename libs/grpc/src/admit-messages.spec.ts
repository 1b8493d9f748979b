import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { connect, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';

import { status } from '@grpc/grpc-js';

import type { AdmissionLimits } from './admit-messages';
import { EchoService, echoDescriptorSet, type Text } from './echo-service.testing';
import { startGrpcServer, type GrpcServer } from './grpc-server';
import { grpcService, undecoded } from './grpc-service';
import type { CallOutcome } from './unary';

const MiB = 1024 * 1024;
const closers: (() => unknown)[] = [];
let outcomes: CallOutcome[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  outcomes = [];
});

/** The room is for one large message at a time, and for one ordinary one. */
const TIGHT: Partial<AdmissionLimits> = { ordinaryRoom: MiB, largeRoom: 5 * MiB, compressedRoom: 5 * MiB };
const large = message(5 * MiB);
const ordinary = message(MiB - 100);
const small = message(1000);
const zipped = frame(gzipSync(small.subarray(5)), 1);

describe('the admission of messages', () => {
  it('lets one in when another has left, and both are answered', async () => {
    const { begin } = await serve(TIGHT);
    const [first, second] = [begin(), begin()];
    await first.send(large.subarray(0, -1));
    await second.send(large.subarray(0, 6));
    void second.send(large.subarray(6));
    second.end();
    await idle();
    expect(second.unsent()).toBeGreaterThan(4 * MiB); // flow control holds it back
    first.end(large.subarray(-1));
    expect(await first.code()).toBe(status.OK);
    expect(await second.code()).toBe(status.OK);
  });

  it('answers small messages, and ordinary ones, while large ones wait', async () => {
    const { begin } = await serve(TIGHT);
    const [holder, waiting] = [begin(), begin()];
    await holder.send(large.subarray(0, 10));
    await waiting.send(large.subarray(0, 10));
    for (const each of [small, ordinary, small]) {
      const call = begin();
      call.end(each);
      expect(await call.code()).toBe(status.OK);
    }
  });

  it('takes compressed messages in turns, each as large as it may become', async () => {
    const { begin } = await serve(TIGHT);
    const [holder, next] = [begin({ 'grpc-encoding': 'gzip' }), begin({ 'grpc-encoding': 'gzip' })];
    await holder.send(zipped.subarray(0, 10));
    next.end(zipped);
    await idle();
    expect(next.isAnswered()).toBe(false);
    holder.end(zipped.subarray(10));
    expect([await holder.code(), await next.code()]).toEqual([status.OK, status.OK]);
  });

  it('refuses a message that grows beyond the bound', async () => {
    const { begin } = await serve(TIGHT);
    const call = begin({ 'grpc-encoding': 'gzip' });
    call.end(frame(gzipSync(Buffer.alloc(6 * MiB)), 1));
    expect(await call.code()).toBe(status.RESOURCE_EXHAUSTED);
  });

  it('gives the room of a caller that goes away to the next', async () => {
    const { begin } = await serve(TIGHT);
    const [holder, quitter, next] = [begin(), begin(), begin()];
    await holder.send(large.subarray(0, 10));
    await quitter.send(large.subarray(0, 10));
    next.end(large);
    await idle();
    quitter.cancel();
    holder.cancel();
    expect(await next.code()).toBe(status.OK);
    expect(outcomes.map(({ code }) => code)).toEqual([status.CANCELLED, status.CANCELLED, status.OK]);
  });

  it('refuses a message that is too large for its method from its length alone', async () => {
    const { begin } = await serve(TIGHT);
    const call = begin({ 'x-request-id': 'mine' });
    await call.send(message(5 * MiB + 1).subarray(0, 10));
    expect(await call.code()).toBe(status.RESOURCE_EXHAUSTED);
  });

  it('refuses one that finds no room in time, and one that takes too long to arrive, with the request id', async () => {
    const { begin } = await serve({ ...TIGHT, patienceMs: 50 });
    const [slow, late] = [begin({ 'x-request-id': 'slow' }), begin({ 'x-request-id': 'late' })];
    await slow.send(large.subarray(0, 10));
    await late.send(large.subarray(0, 10));
    expect(await slow.code()).toBe(status.RESOURCE_EXHAUSTED);
    expect(await late.code()).toBe(status.RESOURCE_EXHAUSTED);
    expect(outcomes.map(({ code, method, context }) => [code, method, context.requestId])).toEqual(
      expect.arrayContaining([
        [status.RESOURCE_EXHAUSTED, 'Say', 'slow'],
        [status.RESOURCE_EXHAUSTED, 'Say', 'late'],
      ]),
    );
  });

  it('refuses at once when too many wait already', async () => {
    const { begin } = await serve({ ...TIGHT, maxWaiting: 1 });
    const [holder, waiting, tooMany] = [begin(), begin(), begin()];
    await holder.send(large.subarray(0, 10));
    await waiting.send(large.subarray(0, 10));
    await tooMany.send(large.subarray(0, 10));
    expect(await tooMany.code()).toBe(status.RESOURCE_EXHAUSTED);
    expect(waiting.isAnswered()).toBe(false);
  });

  it('answers those that wait when the server stops', async () => {
    const { begin, server } = await serve(TIGHT);
    const [holder, waiting] = [begin(), begin()];
    await holder.send(large.subarray(0, 10));
    await waiting.send(large.subarray(0, 10));
    await idle();
    const closed = server.close(50);
    expect([await holder.code(), await waiting.code()]).toEqual([status.UNAVAILABLE, status.UNAVAILABLE]);
    await closed;
  });

  it('refuses a second message', async () => {
    const { begin } = await serve(TIGHT);
    const call = begin();
    call.end(Buffer.concat([small, small]));
    expect(await call.code()).toBe(status.INVALID_ARGUMENT);
  });

  it('gives every handler its own message, whose memory others had before', async () => {
    const { begin } = await serve({});
    for (let round = 0; round < 3; round++) {
      const messages = [1, 2, 3].map((fill) => frame(Buffer.alloc(MiB + round, 10 * round + fill)));
      const calls = messages.map((bytes) => {
        const call = begin();
        call.end(bytes);
        return call;
      });
      for (const [at, call] of calls.entries()) {
        expect(await call.code()).toBe(status.OK);
        const { text } = EchoService.say.responseDeserialize(call.answer().subarray(5));
        expect(text).toBe(digestOf(messages[at]!.subarray(5)));
      }
    }
  });

  it('knows a length that comes in pieces', async () => {
    const { begin } = await serve(TIGHT);
    const call = begin();
    for (let at = 0; at < 8; at++) await call.send(ordinary.subarray(at, at + 1));
    call.end(ordinary.subarray(8));
    expect(await call.code()).toBe(status.OK);
  });
});

/** The gRPC frame of an echo request with a text; `bytes` is the length of the message in it. */
function message(bytes: number): Buffer {
  const text = bytes - 1 - varintBytes(bytes);
  return frame(EchoService.say.requestSerialize({ text: 'x'.repeat(text) }));
}

function frame(body: Buffer, compressed = 0): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(compressed);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

function varintBytes(value: number): number {
  return Math.ceil(Math.log2(value) / 7);
}

/** Long enough for what was sent to be looked at by the server, in this very process. */
async function idle(): Promise<void> {
  for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setImmediate(resolve));
}

/** A server and bare HTTP/2 streams to it: a client library would not let messages arrive in part. */
/** Others have their turn before it looks at the message. */
async function digest(message: Buffer): Promise<Text> {
  await idle();
  return { text: digestOf(message) };
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function serve(admissionLimits: Partial<AdmissionLimits>) {
  const server: GrpcServer = await startGrpcServer({
    address: '127.0.0.1',
    port: 0,
    services: [
      grpcService(
        { say: undecoded(EchoService.say) },
        { say: digest },
        { descriptorSet: echoDescriptorSet, maxRequestBytes: 5 * MiB },
      ),
    ],
    budgetMs: 10_000,
    maxConcurrentCalls: 100,
    observe: (outcome) => outcomes.push(outcome),
    admissionLimits,
  });
  const session: ClientHttp2Session = connect(`http://127.0.0.1:${server.port}`);
  session.on('error', () => {});
  closers.push(
    () => server.close(0),
    () => session.destroy(),
  );
  return { server, begin: (headers: Record<string, string> = {}) => beginCall(session, headers) };
}

function beginCall(session: ClientHttp2Session, headers: Record<string, string>) {
  const abort = new AbortController();
  const stream: ClientHttp2Stream = session.request(
    {
      ...headers,
      ':method': 'POST',
      ':path': '/test.Echo/Say',
      'content-type': 'application/grpc',
      te: 'trailers',
    },
    { signal: abort.signal },
  );
  let code: number | undefined;
  const answered = new Promise<number>((resolve) => {
    const look = (answer: object): void => {
      const told = (answer as Record<string, string | undefined>)['grpc-status'];
      if (told !== undefined) resolve((code = Number(told)));
    };
    stream.on('response', look).on('trailers', look);
  });
  stream.on('error', () => {});
  const answer: Buffer[] = [];
  stream.on('data', (data: Buffer) => answer.push(data));
  return {
    /** Resolves when it is on its way, or held back. */
    send: async (bytes: Buffer): Promise<void> => {
      stream.write(bytes);
      await idle();
    },
    end: (bytes?: Buffer) => void stream.end(bytes),
    cancel: () => abort.abort(),
    code: () => answered,
    answer: () => Buffer.concat(answer),
    isAnswered: () => code !== undefined,
    unsent: () => stream.writableLength,
  };
}
