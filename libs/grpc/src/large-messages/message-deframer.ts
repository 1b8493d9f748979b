import type { MessageDeframer } from '../serving';

/** The gRPC frame before a message: whether it is compressed, and its length in four bytes. */
const HEAD_BYTES = 5;

/**
 * Collects the one message of a call in place of grpc-js, which keeps all the pieces and then copies them, so that a
 * message takes twice its size, and a pause of its own.
 */
export function messageDeframer(options: {
  /** Told the length before anything else is kept. False: the message must wait, and no more data come until it may. */
  readonly onLength: (bytes: number) => boolean;
  /** A second message begins, which a unary call cannot have. */
  readonly onSecond: () => void;
  /** Memory for the message, once it may come. */
  readonly take: (bytes: number) => Buffer;
}): MessageDeframer {
  const head = Buffer.alloc(HEAD_BYTES);
  let headBytes = 0;
  let held: Buffer | undefined;
  let message: Buffer | undefined;
  let at = HEAD_BYTES;
  let isWhole = false;

  return {
    write(data) {
      if (isWhole) {
        if (data.length > 0) options.onSecond();
        return [];
      }
      const fromHead = headBytes === HEAD_BYTES ? 0 : data.copy(head, headBytes);
      headBytes += fromHead;
      if (headBytes < HEAD_BYTES) return [];
      const total = HEAD_BYTES + head.readUInt32BE(1);
      if (fromHead > 0 && !options.onLength(total - HEAD_BYTES)) {
        held = Buffer.from(data.subarray(fromHead)); // a copy: the data are a part of something larger
        return [];
      }

      if (message === undefined) {
        message = options.take(total).subarray(0, total);
        head.copy(message);
        at += held?.copy(message, at) ?? 0;
        held = undefined;
      }
      const copied = data.copy(message, at, fromHead);
      at += copied;
      if (at < total) return [];
      isWhole = true;
      if (fromHead + copied < data.length) options.onSecond();
      const whole = message;
      message = undefined;
      return [whole];
    },
  };
}
