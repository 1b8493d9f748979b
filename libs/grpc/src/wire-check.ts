import { isUtf8 } from 'node:buffer';

import type { DelimitedContent, WireTable } from './wire-table';

/** As deep as the protobuf implementations of other languages go. */
const MAX_DEPTH = 100;

/** Far more than most requests need; without a bound, a cheap message of millions of empty fields holds up all others. */
const MAX_FIELDS = 10_000;

const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const GROUP_START = 3;
const GROUP_END = 4;
const FIXED32 = 5;

/**
 * Says what is wrong with a serialized message by the rules of the wire format, or undefined when it is well formed.
 * ts-proto's decoders let pass what others refuse: field number 0, a stray end of group, a sub-message longer than
 * the message around it, bad UTF-8. Unknown fields are fine as long as they are well formed; so is a known field
 * with another wire type, which parsers treat as unknown.
 */
export function wireProblem(bytes: Uint8Array, table: WireTable, maxFields = MAX_FIELDS): string | undefined {
  try {
    const reader = new WireReader(bytes, maxFields);
    reader.message(table, bytes.length, 0);
    return undefined;
  } catch (problem) {
    if (problem instanceof WireProblem) return problem.message;
    throw problem;
  }
}

class WireProblem extends Error {}

const UNKNOWN_FIELDS: WireTable = new Map();

class WireReader {
  #at = 0;
  #fields = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly maxFields: number,
  ) {}

  /** Reads fields up to `end`; inside a group, up to the end tag of `group`. */
  message(table: WireTable, end: number, depth: number, group?: number): void {
    if (depth > MAX_DEPTH) throw new WireProblem('messages are nested too deeply');
    while (this.#at < end) {
      if (++this.#fields > this.maxFields) throw new WireProblem(`it has more than ${this.maxFields} fields`);
      const tag = this.#tag(end);
      const field = tag >>> 3;
      switch (tag & 7) {
        case VARINT:
          this.#skipVarint(end);
          break;
        case FIXED64:
          this.#skip(8, end);
          break;
        case FIXED32:
          this.#skip(4, end);
          break;
        case DELIMITED:
          this.#delimited(field, table.get(field), end, depth);
          break;
        case GROUP_START:
          this.message(UNKNOWN_FIELDS, end, depth + 1, field);
          break;
        case GROUP_END:
          if (field !== group) throw new WireProblem('a group ends that was not begun');
          return;
        default:
          throw new WireProblem(`wire type ${tag & 7} does not exist`);
      }
    }
    if (group !== undefined) throw new WireProblem('a group has no end');
  }

  #delimited(field: number, content: DelimitedContent | undefined, end: number, depth: number): void {
    const length = this.#length(end);
    const contentEnd = this.#at + length;
    if (content?.kind === 'text') {
      this.#text(field, contentEnd);
    } else if (content?.kind === 'message') {
      this.message(content.message, contentEnd, depth + 1);
    } else if (content?.kind === 'packed') {
      this.#packed(content.of, contentEnd);
    }
    this.#at = contentEnd; // what no rule looks into is skipped
  }

  #text(field: number, end: number): void {
    if (!isUtf8(this.bytes.subarray(this.#at, end))) {
      throw new WireProblem(`the text of field ${field} is not UTF-8`);
    }
  }

  #packed(of: 'varint' | 'fixed32' | 'fixed64', end: number): void {
    if (of === 'varint') {
      while (this.#at < end) this.#skipVarint(end);
    } else if ((end - this.#at) % (of === 'fixed64' ? 8 : 4) !== 0) {
      throw new WireProblem('a packed list ends inside a number');
    }
  }

  /** A tag is a varint of 32 bits with a field number above 0. */
  #tag(end: number): number {
    const tag = this.#uint32(end, 'a tag');
    if (tag >>> 3 === 0) throw new WireProblem('field number 0 does not exist');
    return tag;
  }

  #length(end: number): number {
    const length = this.#uint32(end, 'a length');
    if (length > end - this.#at) throw new WireProblem('a field is longer than the message around it');
    return length;
  }

  /** A varint that must fit 32 bits (its fifth byte holds four of them); overlong forms are refused. */
  #uint32(end: number, what: string): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#byte(end);
      if (shift === 28 && byte > 0x0f) break;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new WireProblem(`${what} is too large`);
  }

  #skipVarint(end: number): void {
    for (let count = 0; count < 10; count++) {
      const byte = this.#byte(end);
      if (byte < 0x80) return;
    }
    throw new WireProblem('a number has more than ten bytes');
  }

  #skip(length: number, end: number): void {
    if (length > end - this.#at) throw new WireProblem('the message is cut off');
    this.#at += length;
  }

  #byte(end: number): number {
    if (this.#at >= end) throw new WireProblem('the message is cut off');
    return this.bytes[this.#at++] as number;
  }
}
