import { connect } from 'node:http2';

import { BinaryWriter } from '@bufbuild/protobuf/wire';
import {
  Client,
  credentials,
  Server,
  ServerCredentials,
  status,
  type MethodDefinition,
  type ServerDuplexStream,
} from '@grpc/grpc-js';
import { HealthImplementation, service as healthDefinition } from 'grpc-health-check';

import { withBoundedStreams } from './bounded-streams';
import { echoDescriptorSet, EchoService, type Text } from './echo-service.testing';
import { grpcService } from './grpc-service';
import { frame } from './raw-call.testing';
import { reflectionOf } from './reflection';

const { Check, Watch } = healthDefinition as unknown as Record<
  'Check' | 'Watch',
  MethodDefinition<unknown, unknown>
>;
const REFLECTION = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
const LIST_SERVICES = Buffer.from(new BinaryWriter().tag(7, 2).string('').finish());
const closers: (() => unknown)[] = [];

afterEach(() => {
  for (const close of closers.splice(0).reverse()) close();
});

describe('streams of the standard services', () => {
  it('are refused above their bound, leave some to others, and are open to new ones when some have ended', async () => {
    const { watch, list, check } = await serve(5);
    const watching = [watch(), watch(), watch()];
    for (const { first } of watching) expect(await first).toBe(status.OK);
    expect(await watch().first).toBe(status.RESOURCE_EXHAUSTED);

    const listing = list();
    expect(await listing.first).toBe(status.OK);
    expect(await check()).toBe(status.OK);

    listing.stream.end();
    watching[0]?.stream.cancel();
    let again: status | undefined;
    for (let tries = 0; tries < 100 && again !== status.OK; tries++) again = await watch().first;
    expect(again).toBe(status.OK);
  });

  it('are not asked on while nobody fetches the answers', async () => {
    const requests = 5000;
    let answered = 0;
    const server = new Server();
    withBoundedStreams(server).addService(
      { Talk: { ...EchoService.say, path: '/test.Echo/Talk', requestStream: true, responseStream: true } },
      {
        Talk(call: ServerDuplexStream<Text, Text>) {
          call.on('data', () => {
            answered++;
            call.write({ text: 'x'.repeat(1000) });
          });
          call.on('end', () => call.end());
        },
      },
    );
    const session = connect(`http://127.0.0.1:${await listen(server)}`);
    closers.push(() => session.destroy());
    const headers = { ':method': 'POST', ':path': '/test.Echo/Talk', 'content-type': 'application/grpc' };
    const stream = session.request({ ...headers, te: 'trailers' });
    stream.end(Buffer.concat(Array.from({ length: requests }, () => frame(Buffer.of()))));

    let before = -1;
    while (answered === 0 || answered > before) {
      before = answered;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(answered).toBeLessThan(500); // what a stream's window and the buffers on the way hold

    let bytes = 0;
    stream.on('data', (data: Buffer) => (bytes += data.length));
    await new Promise((resolve) => stream.once('end', resolve));
    expect(answered).toBe(requests);
    expect(bytes).toBeGreaterThan(requests * 1000);
  });
});

function listen(server: Server): Promise<number> {
  closers.push(() => server.forceShutdown());
  return new Promise((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
}

/** Health and reflection alone, of which so many streams may be open. */
async function serve(maxOpen: number) {
  const server = new Server();
  const standard = withBoundedStreams(server, maxOpen);
  new HealthImplementation({ '': 'SERVING' }).addToServer(standard);
  const echo = grpcService(
    { say: EchoService.say },
    { say: async (text) => text },
    { descriptorSet: echoDescriptorSet },
  );
  reflectionOf([echo]).addToServer(standard);
  const port = await listen(server);
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  closers.push(() => client.close());
  /** OK with the first answer; the status where there is none. */
  const firstOf = (stream: NodeJS.EventEmitter): Promise<status> =>
    new Promise((resolve) => {
      stream.once('data', () => resolve(status.OK));
      stream.on('error', ({ code }: { code: status }) => resolve(code));
    });
  return {
    watch: () => {
      const stream = client.makeServerStreamRequest(
        Watch.path,
        Watch.requestSerialize,
        Watch.responseDeserialize,
        { service: '' },
      );
      return { stream, first: firstOf(stream) };
    },
    list: () => {
      const stream = client.makeBidiStreamRequest(
        REFLECTION,
        (bytes: Buffer) => bytes,
        (bytes) => bytes,
      );
      stream.write(LIST_SERVICES);
      return { stream, first: firstOf(stream) };
    },
    check: () =>
      new Promise<status>((resolve) => {
        client.makeUnaryRequest(
          Check.path,
          Check.requestSerialize,
          Check.responseDeserialize,
          { service: '' },
          (error) => resolve(error?.code ?? status.OK),
        );
      }),
  };
}
