import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

import { parseAddress } from '@killrvideo/core';

import { executedId, frameReader, OPCODE, preparedId, preparedText, type CqlFrame } from './cql-frames';

/**
 * When the strike comes: the statement is `before` Cassandra and never gets there; or `after` it, and the process never
 * sees the answer; or it is `late`: it reaches Cassandra 500 ms after the strike.
 */
export type Moment = 'before' | 'after' | 'late';

/** Stands between one process and Cassandra and strikes at a chosen statement. */
export interface CqlProxy {
  /** `127.0.0.1:port`: the contact point for the process. */
  readonly address: string;
  /**
   * Calls `strike` at the n-th statement from now on, counted from 1; those that read system tables do not count.
   * The returned function says which statement was struck, if one was, and disarms.
   */
  strikeAt(n: number, moment: Moment, strike: () => void): () => string | undefined;
  /** Has the statements with this text reach Cassandra so much later, as if their table were slow; returns how to end it. */
  slowDown(text: RegExp, ms: number): () => void;
  /** Ends every connection, and each new one at once, until the returned function is called. */
  cutOff(): () => void;
  close(): void;
}

interface Trap {
  left: number;
  readonly moment: Moment;
  readonly strike: () => void;
  struck?: string;
}

const LATE_BY_MS = 500;

/** `cassandra` is `host:port`. One node only: drivers learn the addresses of others and go there directly. */
export async function startCqlProxy(cassandra: string): Promise<CqlProxy> {
  const { host, port = 0 } = parseAddress(cassandra);
  const texts = new Map<string, string>();
  const sockets = new Set<Socket>();
  let trap: Trap | undefined;
  let isCutOff = false;
  let slow: { readonly text: RegExp; readonly ms: number } | undefined;

  const textOf = (frame: CqlFrame): string | undefined => {
    const id = executedId(frame);
    return id === undefined ? undefined : (texts.get(id) ?? 'a statement prepared before');
  };
  /** The trap, when this frame is the statement it waits for. */
  const trapFor = (frame: CqlFrame): Trap | undefined => {
    const text = textOf(frame);
    if (trap === undefined || text === undefined || /\bsystem(_schema)?\./.test(text)) return undefined;
    if (--trap.left !== 0) return undefined;
    trap.struck = text;
    return trap;
  };

  const endAll = (): void => sockets.forEach((socket) => socket.destroy());

  const server = createServer((client) => {
    if (isCutOff) return void client.destroy();
    const upstream = connect(port, host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    const preparing = new Map<number, string>();
    const answersToDrop = new Map<number, () => void>();
    const requests = frameReader();
    const answers = frameReader();
    let late = false;

    client.on('data', (chunk: Buffer) => {
      for (const frame of requests(chunk)) {
        if (frame.opcode === OPCODE.prepare) preparing.set(frame.stream, preparedText(frame));
        const sprung = trapFor(frame);
        if (sprung === undefined) {
          if (slow?.text.test(textOf(frame) ?? '')) setTimeout(() => upstream.write(frame.bytes), slow.ms);
          else upstream.write(frame.bytes);
        } else if (sprung.moment === 'after') {
          answersToDrop.set(frame.stream, sprung.strike);
          upstream.write(frame.bytes);
        } else {
          late = sprung.moment === 'late';
          if (late) setTimeout(() => upstream.end(frame.bytes), LATE_BY_MS);
          sprung.strike();
        }
      }
    });
    upstream.on('data', (chunk: Buffer) => {
      for (const frame of answers(chunk)) {
        const id = preparedId(frame);
        const text = preparing.get(frame.stream);
        if (id !== undefined && text !== undefined) texts.set(id, text);
        const strike = answersToDrop.get(frame.stream);
        answersToDrop.delete(frame.stream);
        if (strike === undefined) client.write(frame.bytes);
        else strike();
      }
    });
    client.on('close', () => {
      if (!late) upstream.destroy();
    });
    upstream.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    strikeAt(n, moment, strike) {
      const set: Trap = { left: n, moment, strike };
      trap = set;
      return () => {
        if (trap === set) trap = undefined;
        return set.struck;
      };
    },
    slowDown(text, ms) {
      const set = { text, ms };
      slow = set;
      return () => {
        if (slow === set) slow = undefined;
      };
    },
    cutOff() {
      isCutOff = true;
      endAll();
      return () => (isCutOff = false);
    },
    close() {
      server.close();
      endAll();
    },
  };
}
