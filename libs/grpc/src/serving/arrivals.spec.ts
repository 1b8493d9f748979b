import { connect } from 'node:http2';

import { status } from '@grpc/grpc-js';

import { NOT_HERE } from './arrivals';
import { frame } from './raw-call.testing';
import { serveEcho, type Served } from './served.testing';

const EMPTY = frame(Buffer.alloc(0));

describe('calls to what is not here', () => {
  let served: Served;
  beforeEach(async () => {
    served = await serveEcho();
  });
  afterEach(() => served.close());

  it.each([
    ['/test.Search/Find', NOT_HERE, 'the service test.Search is not here'],
    ['/test.Echo/Shout', 'test.Echo', 'test.Echo has no rpc Shout'],
    ['/grpc.health.v1.Health/Shout', 'grpc.health.v1.Health', 'grpc.health.v1.Health has no rpc Shout'],
    ['/', NOT_HERE, 'there is no rpc at /'],
    ['/test.Echo/Say/more', NOT_HERE, 'there is no rpc at /test.Echo/Say/more'],
    ['/%1b[31m/x', NOT_HERE, 'the service %1b[31m is not here'],
  ])('are answered UNIMPLEMENTED with the request id, and told: %s', async (path, service, details) => {
    const call = served.begin(path, { 'x-request-id': 'mine' });
    call.end(EMPTY);
    expect(await call.trailer()).toMatchObject({
      'grpc-status': `${status.UNIMPLEMENTED}`,
      'grpc-message': encodeURI(details),
      'x-request-id': 'mine',
    });
    expect(served.outcomes).toMatchObject([
      { service, method: NOT_HERE, code: status.UNIMPLEMENTED, details, context: { requestId: 'mine' } },
    ]);
  });

  it('quote little of a long path, and make no labels of their own', async () => {
    const paths = Array.from(
      { length: 20 },
      (_, at) => `/${'é'.repeat(5000)}.S${at}/${'x'.repeat(5000)}${at}`,
    );
    for (const path of paths) {
      const call = served.begin(path);
      call.end(EMPTY);
      expect((await call.trailer())['grpc-message']?.length).toBeLessThan(400);
    }
    expect(new Set(served.outcomes.map(({ service, method }) => `${service}/${method}`))).toEqual(
      new Set([`${NOT_HERE}/${NOT_HERE}`]),
    );
  });

  it('are told, too, when they are not gRPC', async () => {
    const session = connect(`http://127.0.0.1:${served.server.port}`);
    const stream = session.request({
      ':method': 'POST',
      ':path': '/test.Echo/Say',
      'content-type': 'application/json',
    });
    const answer = await new Promise<object>((resolve) => stream.once('response', resolve).end());
    session.destroy();
    expect(answer).toMatchObject({ ':status': 415 });
    expect(served.outcomes).toMatchObject([
      {
        ...{ service: NOT_HERE, method: NOT_HERE, code: status.UNKNOWN },
        details: 'the content-type is application/json, not application/grpc',
      },
    ]);
  });
});
