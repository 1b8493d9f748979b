import { gzipSync } from 'node:zlib';

import { status } from '@grpc/grpc-js';

import { EchoService, type Text } from './echo-service.testing';
import { frame, idle, type RawCall } from './raw-call.testing';
import { serveEcho, type Served } from './served.testing';

const SAY = '/test.Echo/Say';
const CHECK = '/grpc.health.v1.Health/Check';
const hello = frame(EchoService.say.requestSerialize({ text: 'hello' }));

describe('every status', () => {
  let served: Served;
  afterEach(() => served.close());

  /** The call is answered with the code, gives the request id back, and is told once, with that id. */
  async function expectTold(call: RawCall, code: status): Promise<void> {
    const trailer = await call.trailer();
    expect(trailer).toMatchObject({
      'grpc-status': `${code}`,
      'x-request-id': expect.stringMatching(/^\S+$/),
    });
    await idle();
    expect(served.outcomes).toMatchObject([{ code, context: { requestId: trailer['x-request-id'] } }]);
  }

  it('has a text within bounds, also one that a library has made', async () => {
    served = await serveEcho();
    const call = served.begin(CHECK);
    call.end(frame(EchoService.say.requestSerialize({ text: 'ä\u001b'.repeat(100_000) })));
    const text = (await call.trailer())['grpc-message'] ?? '';
    expect(text.length).toBeLessThan(4096);
    expect(text.length).toBeGreaterThan(4000);
    expect(text).not.toContain('%1B');
  });

  it.each([
    ['of a health check', CHECK, {}, [frame(Buffer.alloc(0))], status.OK],
    ['of a health check that fails', CHECK, {}, [hello], status.NOT_FOUND],
    ['of a handler', SAY, {}, [hello], status.OK],
    ['for a message beyond the bound of grpc-js', SAY, {}, [tooLong()], status.RESOURCE_EXHAUSTED],
    ['for a message in an unknown form', SAY, { 'grpc-encoding': 'br' }, [zipped()], status.UNIMPLEMENTED],
    ['for no message', SAY, {}, [], status.UNIMPLEMENTED],
    ['for a timeout that cannot be read', SAY, { 'grpc-timeout': 'soon' }, [hello], status.INTERNAL],
  ])('is told once, with the request id beside it: %s', async (_what, path, headers, messages, code) => {
    served = await serveEcho();
    const call = served.begin(path, headers);
    for (const message of messages) await call.send(message);
    call.end();
    await expectTold(call, code);
  });

  it('is told once when the deadline passes, before the message is whole and afterwards', async () => {
    served = await serveEcho(() => new Promise(() => {}));
    const arriving = served.begin(SAY, { 'grpc-timeout': '50m' });
    await arriving.send(hello.subarray(0, -1));
    await expectTold(arriving, status.DEADLINE_EXCEEDED);

    served.outcomes.length = 0;
    const working = served.begin(SAY, { 'grpc-timeout': '50m' });
    working.end(hello);
    await expectTold(working, status.DEADLINE_EXCEEDED);
  });

  it('is what the caller was told, whatever the own clock says of the deadline', async () => {
    served = await serveEcho((_request, call) => {
      Object.assign(call, { deadline: call.deadline + 60_000 }); // a clock that is behind
      return new Promise(() => {});
    });
    const call = served.begin(SAY, { 'grpc-timeout': '50m' });
    call.end(hello);
    await expectTold(call, status.DEADLINE_EXCEEDED);
  });

  it('is told after a start, whoever makes it', async () => {
    served = await serveEcho();
    for (const path of [SAY, CHECK, '/test.Echo/Nothing', '/nobody/Nothing']) {
      const call = served.begin(path);
      call.end(hello);
      await call.code();
    }
    const rpcs = served.outcomes.map(({ service, method }) => `/${service}/${method}`);
    expect(served.starts).toEqual([SAY, CHECK, '/test.Echo/unknown', '/unknown/unknown']);
    expect(rpcs).toEqual(served.starts);
  });

  it('is the end of a call, also when the rest of its message comes later', async () => {
    const say = jest.fn(async (request: Text) => request);
    served = await serveEcho(say);
    const call = served.begin(SAY, { 'grpc-timeout': '50m' });
    await call.send(hello); // whole, but its caller might still send another
    await call.trailer();
    call.end();
    await idle();
    expect(say).not.toHaveBeenCalled();
    expect(served.outcomes).toMatchObject([{ code: status.DEADLINE_EXCEEDED }]);
  });

  it('is told of a call that its caller gives up before the message is whole', async () => {
    served = await serveEcho();
    const call = served.begin(SAY, { 'x-request-id': 'mine' });
    await call.send(hello.subarray(0, -1));
    call.cancel();
    while (served.outcomes.length === 0) await idle();
    await idle();
    expect(served.outcomes).toMatchObject([{ code: status.CANCELLED, context: { requestId: 'mine' } }]);
  });

  it('takes over a trace context only in the form that W3C gives it', async () => {
    served = await serveEcho();
    const good = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    for (const traceparent of [good, 'x'.repeat(10_000)]) {
      const call = served.begin(SAY, { traceparent });
      call.end(hello);
      await call.code();
    }
    expect(served.outcomes.map(({ context }) => context.traceparent)).toEqual([good, undefined]);
  });
});

/** The head of a message of 5 MiB. */
function tooLong(): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(5 * 1024 * 1024, 1);
  return head;
}

function zipped(): Buffer {
  return frame(gzipSync(hello.subarray(5)), 1);
}
