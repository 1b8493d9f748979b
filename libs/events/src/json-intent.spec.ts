import { jsonIntent } from './json-intent';

describe('what happens, as JSON', () => {
  it('comes back as it was', () => {
    const happened = {
      kind: 'noted',
      text: 'Grüße, 🐈',
      tags: ['a', ''],
      addedDate: -62_135_596_800_000n,
      none: null,
    };
    const { encode, decode } = jsonIntent<typeof happened>(1);
    expect(decode(encode(happened), 1)).toEqual(happened);
  });
});
