/**
 * Buffers for large messages, used again and again. V8 collects all garbage of a process whenever 64 MB of buffers have
 * been made; with messages of 30 MB that would cost more than all else that is done with them.
 */
export interface MessageBuffers {
  /** A buffer of at least so many bytes, with anything in it. */
  take(bytes: number): Buffer;
  /** To be called when nobody looks into the message any more. Whatever was not taken from here is let be. */
  giveBack(message: Buffer): void;
}

/** Buffers that are kept for later at once, and how long: a service at rest holds no memory. */
const MAX_SPARE = 3;
const SPARE_MS = 10_000;

export function messageBuffers(): MessageBuffers {
  const taken = new WeakSet<ArrayBufferLike>();
  let spare: ArrayBufferLike[] = [];
  let idle: NodeJS.Timeout | undefined;

  return {
    take(bytes) {
      // Not one that is many times too large: it may be the only one that fits the next message.
      const fitting = spare.find(({ byteLength }) => byteLength >= bytes && byteLength <= 4 * bytes);
      if (fitting !== undefined) spare = spare.filter((each) => each !== fitting);
      const memory = fitting ?? Buffer.allocUnsafeSlow(bytes).buffer;
      taken.add(memory);
      return Buffer.from(memory);
    },
    giveBack({ buffer: memory }) {
      if (!taken.delete(memory)) return;
      spare = [memory, ...spare].slice(0, MAX_SPARE);
      clearTimeout(idle);
      idle = setTimeout(() => (spare = []), SPARE_MS).unref();
    },
  };
}
