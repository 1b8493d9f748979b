import { createConnection } from 'node:net';

import { parseAddress, parseEndpoint } from '@killrvideo/core';

const ANSWER_WITHIN_MS = 2000;
const CASSANDRA_PORT = 9042;
/** Version 4, no flags, stream 1, OPTIONS, no body: answered by every Cassandra, before any login. */
const CQL_OPTIONS = Buffer.from([0x04, 0, 0, 1, 0x05, 0, 0, 0, 0]);
const OPCODE_OFFSET = 4;
const CQL_SUPPORTED = 0x06;

/** Somebody speaks CQL at `host` or `host:port`. Throws AddressError. */
export async function cassandraAnswers(address: string): Promise<boolean> {
  const { host, port = CASSANDRA_PORT } = parseAddress(address);
  return new Promise((resolve) => {
    const socket = createConnection({ host, port });
    let received = Buffer.alloc(0);
    const end = (result: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => end(false), ANSWER_WITHIN_MS);
    socket.once('connect', () => socket.write(CQL_OPTIONS));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length > OPCODE_OFFSET) end(received[OPCODE_OFFSET] === CQL_SUPPORTED);
    });
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
  });
}

/** An etcd that can serve is at `host:port` or `http://host:port`. Throws AddressError. */
export async function etcdAnswers(endpoint: string): Promise<boolean> {
  const { url } = parseEndpoint(endpoint);
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const { health } = (await response.json()) as { health?: unknown };
    return String(health) === 'true';
  } catch {
    return false;
  }
}
