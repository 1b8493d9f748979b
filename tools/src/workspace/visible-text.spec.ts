import { visibleText } from './visible-text';

describe('text from anywhere', () => {
  it.each([
    ['\u001b[31mred', '\\u001b[31mred'],
    ['a\r\n\tb\0', 'a\\u000d\\u000a\\u0009b\\u0000'],
    ['\u009b31m\u007f', '\\u009b31m\\u007f'],
    ['abc\u202etxt.exe\u2066', 'abc\\u202etxt.exe\\u2066'],
    ['a\u200b\ufeffb\u2028', 'a\\u200b\\ufeffb\\u2028'],
    ['\ud800', '\\ud800'],
    ['\u{e0041}', '\\udb40\\udc41'],
  ])('shows what could not be seen: %j', (text, shown) => expect(visibleText(text)).toBe(shown));

  it.each(['Größe, °C', '漢字', '👩‍💻', 'می‌خواهم'])('is left as it is: %s', (text) =>
    expect(visibleText(text)).toBe(text),
  );
});
