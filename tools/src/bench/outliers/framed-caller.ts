import { connect, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';

/** A caller with a connection of its own and one request, which it sends as often as it is told. */
export interface FramedCaller {
  /** Rejects unless the answer is OK. */
  call(): Promise<void>;
  close(): void;
}

/**
 * Calls as a client of gRPC does, with a request that is encoded and framed beforehand: a client library copies it for
 * every call, and with requests of megabytes costs as much as the server that is measured.
 */
export function framedCaller(address: string, path: string, message: Uint8Array): FramedCaller {
  const session: ClientHttp2Session = connect(`http://${address}`);
  session.on('error', () => {}); // the calls hear of it
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  const frame = Buffer.concat([head, message]);

  const call = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const stream = session.request({
        ...{ ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers' },
      });
      let answer: IncomingHttpHeaders = {};
      const look = (headers: IncomingHttpHeaders): void => void (answer = { ...answer, ...headers });
      stream.on('response', look).on('trailers', look).on('error', reject).resume();
      stream.on('close', () => {
        if (answer['grpc-status'] === '0') return resolve();
        const { 'grpc-status': status = 'none', 'grpc-message': text = '' } = answer;
        reject(new Error(`${path} answered with status ${String(status)} ${decodeURI(String(text))}`));
      });
      stream.end(frame);
    });

  return { call, close: () => session.destroy() };
}
