import type { EventType } from './event-type';

/** Keeps what happens as JSON, as it is: for what consists of texts, numbers and lists. */
export function jsonIntent<Happened>(version: number): EventType<Happened>['intent'] {
  return {
    version,
    encode: (happened) => Buffer.from(JSON.stringify(happened)),
    decode: (bytes) => JSON.parse(Buffer.from(bytes).toString()) as Happened,
  };
}
