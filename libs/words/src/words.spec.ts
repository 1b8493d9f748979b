import { folded, formsOf, shownWordsOf, spellingsOf, wholeTag, wordsOf } from './words';

describe('words', () => {
  it.each([
    ['The Kitten’s FIRST day', ['the', "kitten's", 'first', 'day']],
    ['C++ and C#, F#; rock+roll, a + b', ['c++', 'and', 'c#', 'f#', 'rock', 'roll', 'a', 'b']],
    ['C++11, Lego™ and LEGO® ©', ['c++', '11', 'lego', 'and']],
    ['مُحَمَّد שָׁלוֹם soft\u00adhyphen', ['محمد', 'שלום', 'softhyphen']],
    ['Node.js snake_case 3.14', ['node.js', 'snake_case', '3.14']],
    ['Ünïcödé Straße Łódź ﬁn', ['unicode', 'strasse', 'lodz', 'fin']],
    ['日本語を学ぶ', ['日本語', 'を', '学ぶ']],
    ['हिन्दी ไทย한국어', ['हिन्दी', 'ไทย', '한국어']],
    ['Party 🎉🎉 👨‍👩‍👧 ❤️ 🇩🇪 👍🏽', ['party', '🎉', '👨‍👩‍👧', '❤', '🇩🇪', '👍']],
    ['kitten kitten KITTEN', ['kitten']],
    ['"%" – … ??', []],
  ])('of %j', (text, words) => expect(wordsOf(text)).toEqual(words));

  it.each([
    ["don't", ["don't", 'don', 't', 'dont']],
    ['node.js', ['node.js', 'node', 'js', 'nodejs']],
    ['c++', ['c++', 'c']],
    ['kitten', ['kitten']],
    ['🎉', ['🎉']],
  ])('%s is found by all its forms', (word, forms) => expect(formsOf(word)).toEqual(forms));

  it.each([
    ["don't", ["don't", 'dont']],
    ['node.js', ['node.js', 'nodejs']],
    ['c++', ['c++']],
    ['kitten', ['kitten']],
  ])('%s is looked for in all its spellings', (word, spellings) =>
    expect(spellingsOf(word)).toEqual(spellings),
  );

  it('are the same however they are composed, and vowels of other scripts stay', () => {
    expect(folded('e\u0301A\u030A')).toBe(folded('éÅ'));
    expect(folded('か\u3099')).toBe('が');
    expect(folded('हि')).not.toBe(folded('ह'));
    expect(folded('İSTANBUL')).toBe('istanbul');
    expect(folded('ΟΔΟΣ.ΑΒ')).toBe(folded('οδος.αβ'));
  });

  it('of a tag as a whole are one, which no text contains', () => {
    expect(wholeTag(' Star   WARS ')).toBe('=star wars');
    expect(wordsOf('=star')).toEqual(['star']);
  });

  it('are shown in small letters with their accents, and looked for without', () => {
    expect([...shownWordsOf('Ünïcödé C++ Don’T')]).toEqual([
      ['ünïcödé', 'unicode'],
      ['c++', 'c++'],
      ['don’t', "don't"],
    ]);
  });
});
