/** What nearly every client takes: gRPC's own default. A larger answer is lost to them, as a whole. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** Shorter texts are left as they are: ids and paging states are among them. */
const LEAST_CUT_BYTES = 1024;
const CUT = '…';
const CUT_BYTES = Buffer.byteLength(CUT);

/**
 * Encodes an answer so that clients can take it. What the services store is short, but other tools write the same
 * tables, and one comment of megabytes would fail its whole list, for everybody. Of an answer above 4 MiB the longest
 * texts are cut, all to one length, and end with '…'. An answer that is large in other ways goes out as it is.
 */
export function fitAnswer<Response>(response: Response, encode: (response: Response) => Buffer): Buffer {
  const bytes = encode(response);
  const excess = bytes.length - MAX_ANSWER_BYTES;
  if (excess <= 0) return bytes;
  const longest = longestThatFits(textsIn(response), excess);
  return longest === undefined ? bytes : encode(shortened(response, longest) as Response);
}

/** To how many bytes the longest texts must be cut so that `excess` bytes are saved; undefined if that cannot be. */
function longestThatFits(lengths: readonly number[], excess: number): number | undefined {
  const long = lengths.filter((length) => length > LEAST_CUT_BYTES).sort((a, b) => b - a);
  let sum = 0;
  for (const [index, length] of long.entries()) {
    sum += length;
    const limit = Math.floor((sum - excess) / (index + 1));
    if (limit >= Math.max(LEAST_CUT_BYTES, long[index + 1] ?? 0)) return limit;
  }
  return undefined;
}

/** The lengths of all texts of a message, in bytes of UTF-8. */
function textsIn(value: unknown): number[] {
  if (typeof value === 'string') return [Buffer.byteLength(value)];
  return isMessage(value) ? Object.values(value).flatMap(textsIn) : [];
}

function shortened(value: unknown, maxBytes: number): unknown {
  if (typeof value === 'string') return shortText(value, maxBytes);
  if (Array.isArray(value)) return value.map((each) => shortened(each, maxBytes));
  if (!isMessage(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shortened(each, maxBytes)]));
}

/** Cut between characters. */
function shortText(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text;
  let end = maxBytes - CUT_BYTES;
  while (isContinuation(bytes[end])) end--;
  return bytes.toString('utf8', 0, end) + CUT;
}

function isContinuation(byte = 0): boolean {
  return (byte & 0xc0) === 0x80;
}

/** A message or a list of them; not bytes. */
function isMessage(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
}
