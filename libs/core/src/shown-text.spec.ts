import { shownText } from './shown-text';

describe('a text that is shown', () => {
  it('stays as it is when it is short and plain', () => {
    for (const text of ['', 'there is no video 7', 'ü 🐈‍⬛ 100 %']) expect(shownText(text)).toBe(text);
  });

  it.each([
    ['letters', 'x'],
    ['what takes three bytes on the wire', ' '],
    ['what is not ASCII', 'ß'],
    ['pairs of UTF-16', '🐈'],
    ['a letter and pairs', '🐈x'],
    ['control characters', '\u0000'],
    ['halves of pairs', '\ud800'],
  ])('has fewer than 4 KiB on the wire, cut between characters: %s', (_what, part) => {
    const shown = shownText(part.repeat(100_000));
    const encoded = encodeURI(shown).length; // throws where a pair is cut in two
    expect(encoded).toBeLessThan(4096);
    expect(encoded).toBeGreaterThan(4096 - 30);
    expect(shown.endsWith('…')).toBe(true);
  });

  it('is not cut when it just fits', () => {
    expect(shownText('x'.repeat(4095))).toBe('x'.repeat(4095));
    expect(shownText('x'.repeat(4096))).toBe(`${'x'.repeat(4095 - 9)}…`);
    expect(shownText('abc', 4)).toBe('abc');
  });

  it('has no control characters, and one line', () => {
    expect(shownText('a\n\u001b[31mb\u007f\u009b\u2028c\ud800d')).toBe(
      'a\\u000a\\u001b[31mb\\u007f\\u009b\\u2028c\ufffdd',
    );
  });
});
