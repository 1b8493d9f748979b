import { status } from '@grpc/grpc-js';

import { say, startEcho, type EchoServer } from './echo-server.testing';
import { grpcCaller, type GrpcCaller } from './grpc-caller.testing';

describe('a caller for tests', () => {
  let server: EchoServer;
  let caller: GrpcCaller;
  beforeAll(async () => {
    server = await startEcho();
    caller = grpcCaller(`127.0.0.1:${server.port}`);
    await caller.untilConnected();
  });
  afterAll(() => {
    caller.close();
    server.stop();
  });

  it('sends no deadline unless it is asked to', async () => {
    await caller.call(say, 'moin');
    expect(server.calls.at(-1)?.getDeadline()).toBe(Infinity);
    await caller.call(say, 'moin', { timeoutMs: 5000 });
    expect(server.calls.at(-1)?.getDeadline()).not.toBe(Infinity);
  });

  it('sends bytes as they are, also more than a server takes', async () => {
    const bytes = Buffer.from([0x66, 0x6f, 0x6f]);
    await expect(caller.callBytes(say.path, bytes)).resolves.toMatchObject({ response: bytes });
    const many = await caller.callBytes(say.path, Buffer.alloc(5 * 1024 * 1024));
    expect(many.code).toBe(status.RESOURCE_EXHAUSTED);
    expect(many.details).toMatch(/received/i);
  });

  it('names what it did not get', async () => {
    await expect(caller.ok({ ...say, path: '/test.Echo/Nothing' }, 'moin')).rejects.toThrow(
      /^Nothing answered UNIMPLEMENTED/,
    );
  });
});
