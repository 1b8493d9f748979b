import { DetectInSeriesRequest, Direction, Method } from '@killrvideo/proto/outliers-v1';

import { decodeSeriesRequest } from './decode-series';

const rule = (threshold: number) => ({
  ...{ method: Method.METHOD_IQR, direction: Direction.DIRECTION_LOW },
  ...{ threshold, minValues: 3, maxOutliers: 0 },
});
const request: DetectInSeriesRequest = {
  series: [
    { name: 'Größe 🐱', values: [1.5, -0, NaN, Infinity, 5e-324], rule: rule(2) },
    { name: '', values: [], rule: undefined },
    { name: 'b', values: [7], rule: undefined },
  ],
  rule: rule(3),
};

function decoded(bytes: Uint8Array): DetectInSeriesRequest {
  const { series, rule } = decodeSeriesRequest(bytes);
  return { series: series.map((each) => ({ ...each, values: [...each.values] })), rule };
}

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('the decoder of series', () => {
  it('reads what the generated one reads, at any place of a larger buffer', () => {
    const bytes = DetectInSeriesRequest.encode(request).finish();
    for (let offset = 0; offset < 9; offset++) {
      const buffer = Buffer.concat([Buffer.alloc(offset, 1), bytes]);
      expect(decoded(buffer.subarray(offset))).toEqual(request);
    }
    expect(decoded(Buffer.alloc(0))).toEqual({ series: [], rule: undefined });
  });

  it.each([
    [
      'values that are not packed, and in several parts',
      '0a1c 110800000000000000 1208 0900000000000000 110a00000000000000',
    ],
    ['unknown fields and groups', '0a0b 2001 0a0161 2b08012c 1200 0801 1b1c'],
    ['known fields with another wire type', '0a06 0801 1001 1801 1001'],
    ['a name that comes twice', '0a06 0a0161 0a0162'],
    ['a rule that comes twice', '0a00 12020801 12021002'],
    ['a rule of a series that comes twice', '0a0a 1a020801 1a021002 2007'],
  ])('reads %s as the generated one does', (_what, text) => {
    const bytes = hex(text);
    expect(decoded(bytes)).toEqual(DetectInSeriesRequest.decode(bytes));
  });
});
