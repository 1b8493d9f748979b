import { OutliersResponse } from '@killrvideo/proto/outliers';

import { encodeIndices } from './encode-indices';

describe('the encoder of positions', () => {
  it.each([
    [[]],
    [[0]],
    [[0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 268_435_455, 268_435_456, 2 ** 31 - 1]],
    [Array.from({ length: 5000 }, (_, index) => index * 3)],
  ])('writes what the generated one writes', (indices) => {
    expect(encodeIndices({ indices })).toEqual(Buffer.from(OutliersResponse.encode({ indices }).finish()));
  });
});
