import { isUtf8 } from 'node:buffer';

import { undecodable } from './undecodable';

/** How a field is on the wire: the lowest three bits of its tag. */
export const WIRE_TYPE = {
  varint: 0,
  fixed64: 1,
  delimited: 2,
  groupStart: 3,
  groupEnd: 4,
  fixed32: 5,
} as const;

/**
 * Serialized bytes, and where reading goes on. What is read here must end at `end`, where the message around it ends;
 * bytes that break the wire format of protobuf are thrown as `undecodable`.
 */
export interface WireCursor {
  readonly bytes: Uint8Array;
  at: number;
}

/** As deep as the protobuf implementations of other languages go: messages and groups within a message. */
export const MAX_DEPTH = 100;

/** The number and the wire type of the next field, as one number. */
export function readTag(cursor: WireCursor, end: number): number {
  return readUint32(cursor, end, 'a tag');
}

/** Reads a length; returns where what has it ends, which is within the message around it. */
export function readEnd(cursor: WireCursor, end: number): number {
  const length = readUint32(cursor, end, 'a length');
  if (length > end - cursor.at) throw undecodable('a field is longer than the message around it');
  return cursor.at + length;
}

export function skipVarint(cursor: WireCursor, end: number): void {
  for (let count = 0; count < 10; count++) if (readByte(cursor, end) < 0x80) return;
  throw undecodable('a number has more than ten bytes');
}

export function skipBytes(cursor: WireCursor, count: number, end: number): void {
  if (count > end - cursor.at) throw undecodable('the message is cut off');
  cursor.at += count;
}

/** Text up to `end`, which must be UTF-8. */
export function skipText(cursor: WireCursor, field: number, end: number): void {
  if (!isUtf8(cursor.bytes.subarray(cursor.at, end))) {
    throw undecodable(`the text of field ${field} is not UTF-8`);
  }
  cursor.at = end;
}

/** A varint that must fit 32 bits (its fifth byte holds four of them); longer forms are refused. */
function readUint32(cursor: WireCursor, end: number, what: string): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = readByte(cursor, end);
    if (shift === 28 && byte > 0x0f) break;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value >>> 0;
  }
  throw undecodable(`${what} is too large`);
}

function readByte(cursor: WireCursor, end: number): number {
  if (cursor.at >= end) throw undecodable('the message is cut off');
  return cursor.bytes[cursor.at++] as number;
}
