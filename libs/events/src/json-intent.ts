import type { EventType } from './event-type';

/** Keeps what happens as JSON, as it is: for what consists of texts, numbers (bigints, too) and lists. */
export function jsonIntent<Happened>(version: number): EventType<Happened>['intent'] {
  return {
    version,
    encode: (happened) => Buffer.from(JSON.stringify(happened, written)),
    decode: (bytes) => JSON.parse(Buffer.from(bytes).toString(), read) as Happened,
  };
}

/** JSON has no numbers that large. */
function written(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { bigint: String(value) } : value;
}

function read(_: string, value: unknown): unknown {
  return isWrittenBigint(value) ? BigInt(value.bigint) : value;
}

function isWrittenBigint(value: unknown): value is { bigint: string } {
  return typeof value === 'object' && value !== null && 'bigint' in value && typeof value.bigint === 'string';
}
