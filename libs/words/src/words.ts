/** One locale for all processes, whatever their environment; it changes nothing in how other languages are cut. */
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * What people leave out when they type: accents, the vowel points of Arabic and Hebrew, how an emoji looks, what cannot be
 * seen (but for what joins emoji). Marks that are vowels in other scripts stay: words would be lost in them.
 */
const LEFT_OUT =
  /[\u0300-\u036f]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe00-\ufe0f]|[\ufe20-\ufe2f]|[\u064b-\u0652]|\u0670|[\u0591-\u05c7]|\p{Emoji_Modifier}|(?!\u200d)\p{Cf}/gu;
/** Letters that people type without their stroke, or that are one, and that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ø: 'o', đ: 'd', ł: 'l', ħ: 'h', ŧ: 't', æ: 'ae', œ: 'oe' },
  ς: 'σ',
};
const SUCH_LETTERS = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');
const APOSTROPHES = /[’‘ʼ＇]/gu;

/** Those that are pictures, and not signs such as © and ™. */
const EMOJI = /(?=\p{Extended_Pictographic})[\u{2600}-\u{1ffff}]|\p{Regional_Indicator}/u;
/** What belongs to the word before it, as in C++ and C#. */
const SUFFIX = /^[+#]+(?![+#\p{L}])/u;
/** What Unicode lets stand within a word: don't, node.js, snake_case; and the suffixes. */
const INSIDE = /[^\p{L}\p{M}\p{N}]+/u;

/** A text as it is compared: without case, accents and the many forms that Unicode has for the same. */
export function folded(text: string): string {
  return text
    .replace(APOSTROPHES, "'")
    .normalize('NFKD')
    .replace(LEFT_OUT, '')
    .toUpperCase() // ß and SS are one
    .toLowerCase()
    .replace(SUCH_LETTERS, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC');
}

/** The words of a text as people type them, folded, each once, in their order. An emoji is a word. */
export function wordsOf(text: string): string[] {
  return [...new Set(wordsIn(text).map(folded))].filter((word) => word !== '');
}

/** Letters and digits alone. */
export function isPlain(word: string): boolean {
  return !INSIDE.test(word);
}

/** All forms under which a word is found: itself, its parts, and all of them in one: node.js, node, js, nodejs. */
export function formsOf(word: string): string[] {
  const parts = partsOf(word);
  return [...new Set([word, ...parts, parts.join('')])].filter((form) => form !== '');
}

/** The forms of a word of which any will do for one who looks for it: node.js, nodejs; but c++ is not c. */
export function spellingsOf(word: string): string[] {
  const parts = partsOf(word);
  return parts.length > 1 ? [word, parts.join('')] : [word];
}

function partsOf(word: string): string[] {
  return word.split(INSIDE).filter((part) => part !== '');
}

/** A tag as a whole, as a word of its own: no other word has a = in it. */
export function wholeTag(tag: string): string {
  return `=${folded(tag).trim().replace(/\s+/gu, ' ')}`;
}

/** A text as it is completed and shown: in small letters, with its accents. */
export function inSmallLetters(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** The words of a text in small letters, with their accents, each with the word that it is when it is looked for. */
export function shownWordsOf(text: string): Map<string, string> {
  return new Map(wordsIn(text).map((word) => [inSmallLetters(word), folded(word)]));
}

/** Cut before anything is folded: of ™ only letters would be left, which are no part of the word before them. */
function wordsIn(text: string): string[] {
  const words: string[] = [];
  for (const { segment, index, isWordLike } of SEGMENTER.segment(text)) {
    if (isWordLike) words.push(segment + (SUFFIX.exec(text.slice(index + segment.length))?.[0] ?? ''));
    else if (EMOJI.test(segment)) words.push(segment);
  }
  return words;
}
