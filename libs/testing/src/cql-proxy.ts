import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

import { parseAddress } from '@killrvideo/core';

import { executedId, frameReader, OPCODE, preparedId, preparedText, type CqlFrame } from './cql-frames';

/**
 * Where a held statement stands when its process ends: `before` Cassandra, and never gets there; or `after` it, and the
 * process never sees the answer; or it is `late`: it reaches Cassandra 500 ms after the end of the process.
 */
export type Moment = 'before' | 'after' | 'late';

/** The statements of one call. */
export interface HeldCall {
  /** What came so far, the one that is held being the last. */
  readonly statements: readonly string[];
  /** What else the call sends while it is held gets nowhere. */
  readonly isHeld: boolean;
}

/** Stands between processes and Cassandra and holds their calls at chosen statements. */
export interface CqlProxy {
  /** `127.0.0.1:port`: the contact point for the process. */
  readonly address: string;
  /**
   * Holds the n-th statement of a call, counted from 1, until its process ends; those that read system tables do not
   * count. Its statements are those that hold one of the values, ids or texts.
   */
  hold(values: readonly string[], n: number, moment: Moment): HeldCall;
  /** Has the statements with this text reach Cassandra so much later, as if their table were slow; returns how to end it. */
  slowDown(text: RegExp, ms: number): () => void;
  /** Ends every connection, and each new one at once, until the returned function is called. */
  cutOff(): () => void;
  close(): void;
}

interface Hold {
  readonly marks: readonly Buffer[];
  readonly n: number;
  readonly moment: Moment;
  readonly statements: string[];
  isHeld: boolean;
}

const LATE_BY_MS = 500;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** `cassandra` is `host:port`. One node only: drivers learn the addresses of others and go there directly. */
export async function startCqlProxy(cassandra: string): Promise<CqlProxy> {
  const { host, port = 0 } = parseAddress(cassandra);
  const texts = new Map<string, string>();
  const sockets = new Set<Socket>();
  const holds: Hold[] = [];
  let isCutOff = false;
  let slow: { readonly text: RegExp; readonly ms: number } | undefined;

  const textOf = (frame: CqlFrame): string | undefined => {
    const id = executedId(frame);
    return id === undefined ? undefined : (texts.get(id) ?? 'a statement prepared before');
  };
  /** The call that a statement is of. */
  const holdOf = ({ body }: CqlFrame, text: string): Hold | undefined =>
    /\bsystem(_schema)?\./.test(text)
      ? undefined
      : holds.find(({ marks }) => marks.some((mark) => body.includes(mark)));

  const endAll = (): void => sockets.forEach((socket) => socket.destroy());

  const server = createServer((client) => {
    if (isCutOff) return void client.destroy();
    const upstream = connect(port, host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    const preparing = new Map<number, string>();
    const answersToDrop = new Map<number, Hold>();
    const requests = frameReader();
    const answers = frameReader();
    const late: Buffer[] = [];

    client.on('data', (chunk: Buffer) => {
      for (const frame of requests(chunk)) {
        if (frame.opcode === OPCODE.prepare) preparing.set(frame.stream, preparedText(frame));
        const text = textOf(frame);
        const hold = text === undefined ? undefined : holdOf(frame, text);
        const left = hold === undefined ? Infinity : hold.n - hold.statements.length;
        if (left === 0) continue; // it would be sent after the end of the process
        if (text !== undefined) hold?.statements.push(text);
        if (hold === undefined || left > 1) {
          if (slow?.text.test(text ?? '')) setTimeout(() => upstream.write(frame.bytes), slow.ms);
          else upstream.write(frame.bytes);
        } else if (hold.moment === 'after') {
          answersToDrop.set(frame.stream, hold);
          upstream.write(frame.bytes);
        } else {
          if (hold.moment === 'late') late.push(frame.bytes);
          hold.isHeld = true;
        }
      }
    });
    upstream.on('data', (chunk: Buffer) => {
      for (const frame of answers(chunk)) {
        const id = preparedId(frame);
        const text = preparing.get(frame.stream);
        if (id !== undefined && text !== undefined) texts.set(id, text);
        const hold = answersToDrop.get(frame.stream);
        answersToDrop.delete(frame.stream);
        if (hold === undefined) client.write(frame.bytes);
        else hold.isHeld = true;
      }
    });
    client.on('close', () => {
      if (late.length === 0) upstream.destroy();
      else setTimeout(() => upstream.end(Buffer.concat(late)), LATE_BY_MS);
    });
    upstream.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold(values, n, moment) {
      const hold: Hold = { marks: values.flatMap(marksOf), n, moment, statements: [], isHeld: false };
      holds.push(hold);
      return hold;
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

/** The value as Cassandra is sent it: as text, and an id also as a uuid. */
function marksOf(value: string): Buffer[] {
  const asText = Buffer.from(value);
  return UUID.test(value) ? [asText, Buffer.from(value.replaceAll('-', ''), 'hex')] : [asText];
}
