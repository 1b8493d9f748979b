/** A frame of CQL's native protocol, version 3 or 4: nine bytes of header, then the body. */
export interface CqlFrame {
  readonly stream: number;
  readonly opcode: number;
  /** Without the warnings that the server may put before it. */
  readonly body: Buffer;
  /** Header and body, as they came. */
  readonly bytes: Buffer;
}

export const OPCODE = { result: 0x08, prepare: 0x09, execute: 0x0a, batch: 0x0d } as const;

const HEADER_BYTES = 9;
const WARNING_FLAG = 0x08;
const RESULT_KIND_PREPARED = 4;
const BATCH_OF_PREPARED = 1;

/** Cuts a stream of bytes into frames; what is not whole yet waits for the next chunk. */
export function frameReader(): (chunk: Buffer) => CqlFrame[] {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const frames: CqlFrame[] = [];
    while (rest.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + rest.readUInt32BE(5);
      if (rest.length < end) break;
      frames.push({
        stream: rest.readInt16BE(2),
        opcode: rest.readUInt8(4),
        body: bodyOf(rest.subarray(0, end)),
        bytes: rest.subarray(0, end),
      });
      rest = rest.subarray(end);
    }
    return frames;
  };
}

/** The text that a PREPARE frame sends. */
export function preparedText({ body }: CqlFrame): string {
  return body.subarray(4, 4 + body.readUInt32BE(0)).toString();
}

/** The id in a RESULT frame that answers a PREPARE; undefined in any other. */
export function preparedId({ opcode, body }: CqlFrame): string | undefined {
  if (opcode !== OPCODE.result || body.readUInt32BE(0) !== RESULT_KIND_PREPARED) return undefined;
  return shortBytes(body, 4);
}

/** The id of the prepared statement that an EXECUTE frame runs, or of the first in a BATCH. */
export function executedId({ opcode, body }: CqlFrame): string | undefined {
  if (opcode === OPCODE.execute) return shortBytes(body, 0);
  if (opcode === OPCODE.batch && body.readUInt8(3) === BATCH_OF_PREPARED) return shortBytes(body, 4);
  return undefined;
}

/** Cassandra warns in the answer to the first statement that it prepares in a keyspace chosen by USE. */
function bodyOf(frame: Buffer): Buffer {
  if ((frame.readUInt8(1) & WARNING_FLAG) === 0) return frame.subarray(HEADER_BYTES);
  let at = HEADER_BYTES + 2;
  for (let warnings = frame.readUInt16BE(HEADER_BYTES); warnings > 0; warnings--) {
    at += 2 + frame.readUInt16BE(at);
  }
  return frame.subarray(at);
}

function shortBytes(body: Buffer, at: number): string {
  return body.subarray(at + 2, at + 2 + body.readUInt16BE(at)).toString('hex');
}
