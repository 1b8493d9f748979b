import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

import { eventually } from '@killrvideo/testing';
import { Client } from 'cassandra-driver';

import { clientOptions } from './client-options';
import { leaveNothingOfFailedConnects } from './failed-connects';

const OPCODE = { error: 0x00, startup: 0x01, ready: 0x02, options: 0x05, supported: 0x06 };
const PROTOCOL_V4 = 0x84;
const OVERLOADED = 0x1001;
const PROTOCOL_ERROR = 0x0a;

/** A node that is starting: it takes part in the handshake and refuses every query. */
function startBusyNode() {
  const sockets = new Set<Socket>();
  let queries = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.on('data', (request) => {
      const [version, opcode] = [request.readUInt8(0), request.readUInt8(4)];
      if (version > 4)
        answer(OPCODE.error, errorOf(PROTOCOL_ERROR, 'Invalid or unsupported protocol version (5)'));
      else if (opcode === OPCODE.options) answer(OPCODE.supported, Buffer.alloc(2));
      else if (opcode === OPCODE.startup) answer(OPCODE.ready, Buffer.alloc(0));
      else {
        queries++;
        answer(OPCODE.error, errorOf(OVERLOADED, 'busy'));
      }

      function answer(code: number, body: Buffer): void {
        const header = Buffer.from([
          PROTOCOL_V4,
          0,
          request.readUInt8(2),
          request.readUInt8(3),
          code,
          0,
          0,
          0,
          0,
        ]);
        header.writeUInt32BE(body.length, 5);
        socket.write(Buffer.concat([header, body]));
      }
    });
  });
  return { server: server.listen(0, '127.0.0.1'), sockets, queries: () => queries };
}

function errorOf(code: number, text: string): Buffer {
  const body = Buffer.alloc(6);
  body.writeUInt32BE(code, 0);
  body.writeUInt16BE(text.length, 4);
  return Buffer.concat([body, Buffer.from(text)]);
}

it('failed connects leave no connection open, and no addresses beside those of the last', async () => {
  const node = startBusyNode();
  const { server, sockets } = node;
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = new Client(
    clientOptions({ contactPoints: [`127.0.0.1:${port}`], dataCenter: 'datacenter1' }),
  );
  leaveNothingOfFailedConnects(client);
  const { controlConnection } = client as unknown as {
    controlConnection: { getResolvedContactPoints(): Map<string, string[]> };
  };

  for (let attempt = 0; attempt < 20; attempt++)
    await expect(client.connect()).rejects.toThrow('All host(s)');
  expect(node.queries()).toBeGreaterThanOrEqual(20); // so the handshakes went well
  await eventually(() => expect(sockets.size).toBe(0));
  expect([...controlConnection.getResolvedContactPoints().values()]).toEqual([[`127.0.0.1:${port}`]]);

  await client.shutdown();
  server.close();
});
