import { DomainError } from '@killrvideo/core';

import { checkWireFormat } from './wire-check';
import type { WireTable } from './wire-table';

const ID: WireTable = new Map([[1, { kind: 'text' as const }]]);
const REQUEST: WireTable = new Map([
  [1, { kind: 'message' as const, message: ID }],
  [2, { kind: 'text' as const }],
  [3, { kind: 'packed' as const, of: 'varint' as const }],
  [4, { kind: 'packed' as const, of: 'fixed64' as const }],
]);

/** What the check says of the bytes; undefined when they are well formed. */
function problem(...bytes: number[]): string | undefined {
  return problemOf(bytes);
}

function problemOf(bytes: number[], maxFields?: number): string | undefined {
  try {
    checkWireFormat(Uint8Array.from(bytes), REQUEST, maxFields);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ kind: 'invalid-argument' });
    return (
      /^the message does not decode: (.*)$/.exec((error as DomainError).message)?.[1] ?? 'something else'
    );
  }
}

describe('the wire check', () => {
  it('accepts an empty message', () => expect(problem()).toBeUndefined());

  it('accepts a sub-message, text, packed numbers and unknown fields of every wire type', () => {
    expect(problem(0x0a, 3, 0x0a, 1, 0x61)).toBeUndefined(); // 1: {1: "a"}
    expect(problem(0x12, 2, 0xc3, 0xa9)).toBeUndefined(); // 2: "é"
    expect(problem(0x1a, 2, 0x96, 0x01)).toBeUndefined(); // 3: [150]
    expect(problem(0x48, 1, 0x51, 1, 2, 3, 4, 5, 6, 7, 8, 0x5d, 1, 2, 3, 4, 0x62, 1, 0xff)).toBeUndefined();
    expect(problem(0x6b, 0x08, 1, 0x6c)).toBeUndefined(); // group 13 {1: 1}
  });

  it('bounds the number of fields, which cost little to send and much to read', () => {
    expect(problem(...Array.from({ length: 10_000 }, () => [0x0a, 0]).flat())).toBeUndefined();
    expect(problem(...Array.from({ length: 10_001 }, () => [0x0a, 0]).flat())).toMatch(
      /more than 10000 fields/,
    );
  });

  it('bounds it as a service wants', () => {
    const bytes = [0x0a, 0, 0x0a, 0, 0x0a, 0];
    expect([problemOf(bytes, 3), problemOf(bytes, 2)]).toEqual([undefined, 'it has more than 2 fields']);
  });

  it('accepts a known field with another wire type: parsers treat it as unknown', () => {
    expect(problem(0x10, 1)).toBeUndefined();
  });

  it.each([
    ['field number 0', [0x02, 0]],
    ['wire type 6', [0x0e]],
    ['wire type 7', [0x0f]],
    ['a tag that is cut off', [0x8a]],
    ['a tag of more than 32 bits', [0xff, 0xff, 0xff, 0xff, 0x1f]],
    ['a length beyond the message', [0x12, 5, 0x61]],
    ['a sub-message whose content overruns its length', [0x0a, 2, 0x0a, 5, 0x61, 0x62, 0x63, 0x64, 0x65]],
    ['text that is not UTF-8', [0x12, 1, 0xff]],
    ['text that is not UTF-8 in a sub-message', [0x0a, 3, 0x0a, 1, 0xc3]],
    ['half a surrogate pair', [0x12, 3, 0xed, 0xa0, 0x80]],
    ['a varint of eleven bytes', [0x48, ...Array<number>(10).fill(0x80), 1]],
    ['a varint that is cut off', [0x48, 0x80]],
    ['a fixed64 that is cut off', [0x51, 1, 2, 3]],
    ['a packed varint that is cut off', [0x1a, 1, 0x80]],
    ['packed doubles of seven bytes', [0x22, 7, 1, 2, 3, 4, 5, 6, 7]],
    ['a stray end of group', [0x6c]],
    ['a group without an end', [0x6b, 0x08, 1]],
    ['the end of another group', [0x6b, 0x74]],
  ])('refuses %s', (_what, bytes) => expect(problem(...bytes)).toEqual(expect.any(String)));

  it('refuses nesting beyond the depth of other implementations', () => {
    const nested = (depth: number) =>
      problemOf([...Array<number>(depth).fill(0x6b), ...Array<number>(depth).fill(0x6c)]);
    expect(nested(100)).toBeUndefined();
    expect(nested(101)).toBe('messages are nested too deeply');
  });
});
