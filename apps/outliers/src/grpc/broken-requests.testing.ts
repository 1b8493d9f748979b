import { OutliersRequest } from '@killrvideo/proto/outliers';
import { mutated, MUTATIONS } from '@killrvideo/testing';
import fc from 'fast-check';

/** Well-formed fields that an encoder of ours would not write. */
const ODD_FIELDS = [
  '1001',
  '1b08011c',
  '0a02 2001',
  '0a00',
  '0a0b 19000000000000f83f 2001',
  '8a8000 00',
  '1a01ff',
].map((text) => Buffer.from(text.replaceAll(' ', ''), 'hex'));

const aTime = fc.oneof(
  fc.constantFrom(undefined, { seconds: 0n, nanos: 0 }),
  fc.record({ seconds: fc.nat().map(BigInt), nanos: fc.nat(999_999_999) }),
);
const aMetric = fc.record({
  time: aTime,
  name: fc.constantFrom('', 'CPU', 'memory', 'Größe', 'x'.repeat(200), '🐱'),
  value: fc.oneof(fc.constantFrom(0, -0, 1.5, NaN, Infinity, 5e-324), fc.nat(999)),
});
const aField = fc.oneof(
  {
    weight: 4,
    arbitrary: aMetric.map((metric) => Buffer.from(OutliersRequest.encode({ metrics: [metric] }).finish())),
  },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_FIELDS) },
);
const aMutation = fc.record({
  kind: fc.constantFrom(...MUTATIONS),
  place: fc.nat(999),
  value: fc.nat(255),
});

/** Serialized requests of a few metrics, some with unusual fields, with up to three places changed. */
export const brokenRequests: fc.Arbitrary<Buffer> = fc
  .tuple(fc.array(aField, { maxLength: 5 }), fc.array(aMutation, { maxLength: 3 }))
  .map(([fields, mutations]) => mutated(Buffer.concat(fields), mutations));
