import fc from 'fast-check';

import { deletionsOf, isOneEditAway } from './typing-mistakes';

describe('one typing mistake', () => {
  it.each([
    ['kiten', 'kitten', true],
    ['kittten', 'kitten', true],
    ['kitteh', 'kitten', true],
    ['ktiten', 'kitten', true],
    ['kitte', 'kitten', true],
    ['itten', 'kitten', true],
    ['kitten', 'kitten', false],
    ['kittens', 'kitten', true],
    ['kittenss', 'kitten', false],
    ['ikttne', 'kitten', false],
    ['mitteh', 'kitten', false],
    ['🎉🎊', '🎊🎉', true],
    ['', 'a', true],
  ])('%s for %s: %s', (typed, meant, isOne) => {
    expect(isOneEditAway(typed, meant)).toBe(isOne);
    expect(isOneEditAway(meant, typed)).toBe(isOne);
  });

  it('leaves two words with a text in common, whatever the mistake', () => {
    const letter = fc.constantFrom(...'abcé日🎉');
    const mistake = fc.constantFrom('less', 'more', 'other', 'swapped');
    fc.assert(
      fc.property(
        fc.array(letter, { minLength: 4, maxLength: 9 }),
        fc.nat(7),
        letter,
        mistake,
        (...given) => {
          const [letters, place, other, kind] = given;
          const at = place % (letters.length - 1);
          const mistyped = {
            less: letters.toSpliced(at, 1),
            more: letters.toSpliced(at, 0, other),
            other: letters.toSpliced(at, 1, other),
            swapped: letters.toSpliced(at, 2, letters[at + 1] ?? '', letters[at] ?? ''),
          }[kind].join('');
          const meant = letters.join('');
          fc.pre(mistyped !== meant);
          expect(isOneEditAway(mistyped, meant)).toBe(true);
          const common = deletionsOf(mistyped).filter((text) => deletionsOf(meant).includes(text));
          expect(common).not.toEqual([]);
        },
      ),
    );
  });

  it('is looked for in words of 3 to 30 letters', () => {
    expect(deletionsOf('ab')).toEqual([]);
    expect(deletionsOf('abc')).toEqual(['abc', 'bc', 'ac', 'ab']);
    expect(deletionsOf('aab')).toEqual(['aab', 'ab', 'aa']);
    expect(deletionsOf('a'.repeat(31))).toEqual([]);
  });
});
