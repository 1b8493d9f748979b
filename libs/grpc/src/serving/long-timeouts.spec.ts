import { connect } from 'node:http2';

import { remainingMs } from '@killrvideo/core';
import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';

import { EchoService, type Text } from './echo-service.testing';
import { shortenLongTimeout } from './long-timeouts';
import { frame, rawCall } from './raw-call.testing';
import { serveEcho, type Served } from './served.testing';

const DAY_MS = 24 * 3600 * 1000;
const LONG = ['2592000S', '99999999S', '99999999M', '99999999H', '720H', '4294967S', '999999999S'];
const EMPTY = frame(Buffer.alloc(0));

describe('a very long timeout', () => {
  let served: Served | undefined;
  afterEach(async () => {
    await served?.close();
    served = undefined;
  });

  it.each(LONG)('of %s leaves a call weeks', async (timeout) => {
    let remaining = 0;
    served = await serveEcho(async (request, call) => {
      remaining = remainingMs(call);
      return request;
    });
    const call = served.begin('/test.Echo/Say', { 'grpc-timeout': timeout });
    call.end(EMPTY);
    expect(await call.code()).toBe(0);
    expect(remaining).toBeGreaterThan(24 * DAY_MS);
  });

  it('leaves a stream open', async () => {
    served = await serveEcho();
    const watch = served.begin('/grpc.health.v1.Health/Watch', { 'grpc-timeout': '2592000S' });
    watch.end(EMPTY);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(watch.answer().length).toBeGreaterThan(0);
    expect(watch.isAnswered()).toBe(false);
  });

  it.each([
    '1n',
    '99999999n',
    '99999999u',
    '99999999m',
    '100m',
    '30S',
    '35000M',
    '596H',
    '2147483S',
    'soon',
    '',
  ])('is not %s, which stays as it is', (timeout) => {
    const headers = { 'grpc-timeout': timeout };
    shortenLongTimeout(headers);
    expect(headers).toEqual({ 'grpc-timeout': timeout });
  });

  it('is too much for grpc-js alone (should this fail, it has been mended: shorten no more)', async () => {
    const server = new Server();
    let deadline: number | Date = Infinity;
    server.addService(EchoService, {
      say: (call: ServerUnaryCall<Text, Text>, callback: sendUnaryData<Text>) => {
        deadline = call.getDeadline();
        callback(null, call.request);
      },
    });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    const session = connect(`http://127.0.0.1:${port}`);
    const call = rawCall(session, '/test.Echo/Say', { 'grpc-timeout': '2592000S' });
    call.end(EMPTY);
    await call.code();
    session.destroy();
    server.forceShutdown();
    expect(Number(deadline)).toBeLessThan(Date.now());
  });
});
