import { DomainError } from '@killrvideo/core';
import { grpcService } from '@killrvideo/grpc';
import { bufferPool } from '@killrvideo/grpc/large-messages';
import { descriptorSet, OutliersRequest, OutliersService } from '@killrvideo/proto/outliers';
import fc from 'fast-check';

import { brokenRequests } from './broken-requests.testing';
import { valueScanner } from './value-scanner';

/** The road of every other method: the check of the wire format, then the generated decoder. */
const general = grpcService(
  OutliersService,
  { detect: () => Promise.resolve({ indices: [] }) },
  { descriptorSet },
).methods[0]!;

const pool = bufferPool(0);

type Read = number[] | 'refused';

function scanned(bytes: Uint8Array): Read {
  const scanner = valueScanner(bytes, pool);
  try {
    while (scanner.step());
    return [...scanner.values()];
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({
      kind: 'invalid-argument',
      message: expect.stringMatching(/^the message does not decode: /),
    });
    return 'refused';
  }
}

function decoded(bytes: Buffer): Read {
  const read = general.decode(bytes);
  if ('failure' in read) return 'refused';
  return (read.request as OutliersRequest).metrics.map(({ value }) => value);
}

const metric = (value: number, over: object = {}) => ({
  time: { seconds: 1_764_000_000n, nanos: 123_000_000 },
  name: 'CPU',
  value,
  ...over,
});
const encoded = (...metrics: ReturnType<typeof metric>[]) =>
  Buffer.from(OutliersRequest.encode({ metrics }).finish());
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('the scanner', () => {
  it('reads nothing from an empty message', () => expect(scanned(Buffer.alloc(0))).toEqual([]));

  it.each([
    ['as the public Go client writes them', metric(1.5)],
    ['without a time', metric(1.5, { time: undefined })],
    ['with an empty time', metric(1.5, { time: { seconds: 0n, nanos: 0 } })],
    ['before 1970, in a varint of ten bytes', metric(1.5, { time: { seconds: -1n, nanos: 999_999_999 } })],
    ['without a name', metric(1.5, { name: '' })],
    ['with a name that is not ASCII', metric(1.5, { name: 'Größe 🐱' })],
    ['with a name of 300 bytes', metric(1.5, { name: 'n'.repeat(300) })],
    ['with no value, which is 0', metric(0)],
    ['with a value that is not finite', metric(-Infinity)],
  ])('reads metrics %s', (_what, one) => {
    const bytes = encoded(metric(7), one, one, metric(8));
    expect(scanned(bytes)).toEqual([7, one.value, one.value, 8]);
  });

  it.each([
    ['in another order', '0a0e 19000000000000f83f 1203435055', [1.5]],
    ['with two values, of which the last counts', '0a12 19000000000000f03f 19000000000000f83f', [1.5]],
    ['with two times and names', '0a15 0a00 0a020801 120141 120142 190000000000000040', [2]],
    ['with an unknown field in the metric', '0a0b 2001 19000000000000f83f', [1.5]],
    ['with a group in the metric', '0a0d 230801 24 19000000000000f83f', [1.5]],
    ['with an unknown field between metrics', '0a00 1001 0a00', [0, 0]],
    ['with a group between metrics', '0a00 1b0801 0a00 1c 0a00', [0, 0]],
    ['with overlong tags and lengths', '8a808000 8c808000 99808000 000000000000f83f', [1.5]],
    ['with a value in another wire type, which is unknown', '0a02 1801', [0]],
    ['with a metric in another wire type, which is unknown', '0801 0a00', [0]],
    ['with a name that is a number, which is unknown', '0a02 1001', [0]],
  ])('reads metrics %s', (_what, bytes, expected) => {
    expect(scanned(hex(bytes))).toEqual(expected);
    expect(decoded(hex(bytes))).toEqual(expected);
  });

  it.each([
    ['a metric that is cut off', '0a05 19000000'],
    ['a value that is cut off', '0a05 1900000000'],
    ['a time longer than its metric', '0a04 0a05 0801'],
    ['a time whose varint is cut off', '0a04 0a02 0880'],
    ['a varint of eleven bytes in the time', '0a0e 0a0c 08 8080808080808080808001'],
    ['a name that is not UTF-8', '0a03 1201ff'],
    ['half a surrogate pair', '0a05 1203eda080'],
    ['a name longer than its metric', '0a03 120541'],
    ['field number 0', '0a02 0000'],
    ['wire type 7', '0a01 0f'],
    ['a stray end of group', '0a01 0c'],
    ['a group that ends outside of its metric', '0a01 0b 0c'],
    ['a group without an end', '1b 0a00'],
    ['a length of 33 bits', '0a 8080808010'],
  ])('refuses %s', (_what, bytes) => {
    expect(scanned(hex(bytes))).toBe('refused');
    expect(decoded(hex(bytes))).toBe('refused');
  });

  it('lets field number 0 pass in a group, and only there, as Python’s protobuf does', () => {
    expect(scanned(hex('0a00 1b0001 1c 0a06 1b00001c 0000'))).toBe('refused');
    expect(scanned(hex('0a00 1b0001 1c 0a04 1b00001c'))).toEqual([0, 0]);
  });

  it('goes as deep as other implementations, and no deeper', () => {
    const nested = (depth: number) => Buffer.from([...Array(depth).fill(0x0b), ...Array(depth).fill(0x0c)]);
    expect(scanned(nested(100))).toEqual([]);
    expect(scanned(nested(101))).toBe('refused');
  });

  it('reads more metrics than the first one lets expect, at any place of a larger buffer', () => {
    const bytes = Buffer.concat([
      encoded(metric(1, { name: 'n'.repeat(100) })),
      Buffer.alloc(20_000, hex('0a00')),
    ]);
    const buffer = Buffer.concat([Buffer.from('abc'), bytes]);
    expect(scanned(buffer.subarray(3))).toEqual([1, ...Array<number>(10_000).fill(0)]);
  });

  it('keeps the values in memory that others had before, and shows nothing of theirs', () => {
    const shared = bufferPool(2 ** 20);
    const memoryOf = (bytes: Uint8Array, expected: (index: number) => number) => {
      const scanner = valueScanner(bytes, shared);
      while (scanner.step());
      const values = scanner.values();
      expect(values.every((value, index) => value === expected(index))).toBe(true);
      expect(values).toHaveLength(20_000);
      scanner.release();
      return values.buffer;
    };
    const many = encoded(...Array.from({ length: 20_000 }, (_, index) => metric(index)));
    const empty = Buffer.alloc(40_000, hex('0a00'));
    const first = memoryOf(many, (index) => index);
    expect(memoryOf(empty, () => 0)).toBe(first);
    expect(memoryOf(many, (index) => index)).toBe(first);
  });

  it('takes a large message in many steps', () => {
    const many = encoded(...Array.from({ length: 20_000 }, (_, index) => metric(index)));
    const scanner = valueScanner(many, pool);
    let steps = 1;
    while (scanner.step()) steps++;
    expect(steps).toBeGreaterThan(2);
    expect(scanner.values()).toEqual(Float64Array.from({ length: 20_000 }, (_, index) => index));
  });

  it('reads 5,000 mutated messages exactly as the general road does', () => {
    const tally = { refused: 0, read: 0 };
    const readAlike = fc.property(brokenRequests, (bytes) => {
      if (hasField0(bytes)) return; // where the two differ, see above
      const expected = decoded(bytes);
      if (expected === 'refused') tally.refused++;
      else tally.read++;
      const actual = scanned(bytes);
      // Not `expect` for each: that alone would take seconds.
      if (!sameNumbers(actual, expected)) throw new Error(`${bytes.toString('hex')}: ${String(actual)}`);
    });
    fc.assert(readAlike, { seed: 20_261_125, numRuns: 5_000 });
    expect(tally.refused).toBeGreaterThan(1_000);
    expect(tally.read).toBeGreaterThan(1_000);
  });
});

function sameNumbers(a: Read, b: Read): boolean {
  if (a === 'refused' || b === 'refused') return a === b;
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}

function hasField0(bytes: Buffer): boolean {
  const read = general.decode(bytes);
  return 'failure' in read && read.failure.message.includes('field number 0');
}
