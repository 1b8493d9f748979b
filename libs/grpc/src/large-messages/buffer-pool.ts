/**
 * Memory that is used again and again. V8 collects all garbage of a process whenever 64 MB of buffers have been made;
 * with messages of 30 MB that would cost more than all else that is done with them.
 */
export interface BufferPool {
  /** A buffer of at least so many bytes, with anything in it, at a multiple of eight in its memory. */
  take(bytes: number): Buffer;
  /** To be called when nobody looks into the memory any more. Whatever was not taken from here is let be. */
  giveBack(memory: ArrayBufferView): void;
}

/** Less is not worth keeping. */
const MIN_BYTES = 64 * 1024;
/** How long memory is kept for later: a service at rest holds none. */
const SPARE_MS = 10_000;

/** Of the memory that nobody uses at the moment at most `maxSpareBytes` are kept. */
export function bufferPool(maxSpareBytes: number): BufferPool {
  const taken = new WeakSet<ArrayBufferLike>();
  let spare: ArrayBufferLike[] = []; // the latest first
  let idle: NodeJS.Timeout | undefined;

  return {
    take(bytes) {
      if (bytes < MIN_BYTES) return Buffer.allocUnsafe(bytes);
      // Not one that is many times too large: it may be the only one that fits the next message.
      const fitting = spare.find(({ byteLength }) => byteLength >= bytes && byteLength <= 4 * bytes);
      if (fitting !== undefined) spare = spare.filter((each) => each !== fitting);
      const memory = fitting ?? Buffer.allocUnsafeSlow(bytes).buffer;
      taken.add(memory);
      return Buffer.from(memory);
    },
    giveBack({ buffer: memory }) {
      if (!taken.delete(memory)) return;
      let bytes = 0;
      spare = [memory, ...spare].filter(({ byteLength }) => (bytes += byteLength) <= maxSpareBytes);
      clearTimeout(idle);
      idle = setTimeout(() => (spare = []), SPARE_MS).unref();
    },
  };
}
