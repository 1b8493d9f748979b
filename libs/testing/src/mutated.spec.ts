import { mutated, MUTATIONS } from './mutated';

const hex = (text: string) => Buffer.from(text, 'hex');

describe('mutated bytes', () => {
  it.each([
    ['set', '00ff02'],
    ['up', '000202'],
    ['down', '000002'],
    ['lose', '0002'],
    ['double', '0001020102'],
    ['cut', '00'],
  ] as const)('have one place changed: %s', (kind, expected) => {
    const original = hex('000102');
    for (const place of [1, 4]) {
      expect(mutated(original, [{ kind, place, value: 255 }]).toString('hex')).toBe(expected);
    }
    expect(original).toEqual(hex('000102'));
  });

  it('have one change after the other, and stay a byte each', () => {
    const place = 0;
    expect(
      mutated(hex('00ff'), [
        { kind: 'down', place, value: 0 },
        { kind: 'up', place: 1, value: 0 },
      ]),
    ).toEqual(hex('ff00'));
  });

  it('may be none', () => {
    for (const kind of MUTATIONS) expect(mutated(hex(''), [{ kind, place: 3, value: 1 }])).toEqual(hex(''));
  });
});
