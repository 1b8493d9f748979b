import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { connect } from 'node:http2';

import { status } from '@grpc/grpc-js';

import { admitMessages, type AdmissionLimits } from './admit-messages';
import { EchoService, echoDescriptorSet, type Text } from '../serving/echo-service.testing';
import { startGrpcServer, type GrpcServer } from '../serving/grpc-server';
import { grpcService, undecoded } from '../serving/grpc-service';
import { frame, idle, rawCall } from '../serving/raw-call.testing';
import type { CallOutcome } from '../serving/unary';

const MiB = 1024 * 1024;
const closers: (() => unknown)[] = [];
let outcomes: CallOutcome[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  outcomes = [];
});

/** One large message at a time, one ordinary one, and a compressed one. */
const TIGHT: Partial<AdmissionLimits> = {
  ...{ ordinaryBudget: MiB, largeBudget: 5 * MiB, compressedBudget: 5 * MiB },
};
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

  it('gives the share of a caller that goes away to the next', async () => {
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

  it('refuses one that is not let in in time, and one that takes too long to arrive, with the request id', async () => {
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

  it('lets the calls of a connection send at the same time', async () => {
    const { begin, session } = await serve({});
    const call = begin();
    await call.send(large.subarray(0, 10));
    expect(session.state.remoteWindowSize).toBeGreaterThan(MiB - 1000); // HTTP/2 itself: 65,535
    call.end(large.subarray(10));
    expect(await call.code()).toBe(status.OK);
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

function varintBytes(value: number): number {
  return Math.ceil(Math.log2(value) / 7);
}

/** Others have their turn before it looks at the message. */
async function digest(message: Buffer): Promise<Text> {
  await idle();
  return { text: digestOf(message) };
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A server of one method, and bare calls to it over one connection. */
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
    admission: admitMessages(admissionLimits),
  });
  const session = connect(`http://127.0.0.1:${server.port}`);
  session.on('error', () => {});
  closers.push(
    () => server.close(0),
    () => session.destroy(),
  );
  return {
    ...{ server, session },
    begin: (headers: Record<string, string> = {}) => rawCall(session, '/test.Echo/Say', headers),
  };
}
