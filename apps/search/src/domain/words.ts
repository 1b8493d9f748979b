/** One locale for all processes, whatever their environment; it changes nothing in how other languages are cut. */
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });

/** Accents as Unicode takes them off letters. Marks that are vowels in other scripts stay: words would be lost in them. */
const ACCENTS =
  /[\u0300-\u036f]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe00-\ufe0f]|[\ufe20-\ufe2f]/gu;
/** Letters that people type without their stroke, and that Unicode does not take apart. */
const STROKES: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  æ: 'ae',
  œ: 'oe',
};
const WITH_STROKE = new RegExp(`[${Object.keys(STROKES).join('')}]`, 'gu');
const APOSTROPHES = /[’‘ʼ＇]/gu;

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
/** What belongs to the word before it, as in C++ and C#. */
const SUFFIX = /^[+#]+(?![\p{L}\p{N}])/u;
/** What Unicode lets stand within a word: don't, node.js, snake_case; and the suffixes. */
const INSIDE = /[^\p{L}\p{M}\p{N}]+/u;

/** A text as it is compared: without case, accents and the many forms that Unicode has for the same. */
export function folded(text: string): string {
  return text
    .replace(APOSTROPHES, "'")
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toUpperCase() // ß and SS are one
    .toLowerCase()
    .replace(WITH_STROKE, (letter) => STROKES[letter] ?? letter)
    .normalize('NFC');
}

/** The words of a text as people type them, folded, each once, in their order. An emoji is a word. */
export function wordsOf(text: string): string[] {
  return wordsIn(folded(text));
}

/** All forms under which a word is found: itself, its parts, and all of them in one: node.js, node, js, nodejs. */
export function formsOf(word: string): string[] {
  const parts = word.split(INSIDE).filter((part) => part !== '');
  return [...new Set([word, ...parts, parts.join('')])].filter((form) => form !== '');
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
  return new Map(wordsIn(inSmallLetters(text)).map((word) => [word, folded(word)]));
}

function wordsIn(text: string): string[] {
  const words = new Set<string>();
  for (const { segment, index, isWordLike } of SEGMENTER.segment(text)) {
    if (isWordLike) words.add(segment + (SUFFIX.exec(text.slice(index + segment.length))?.[0] ?? ''));
    else if (EMOJI.test(segment)) words.add(segment);
  }
  return [...words];
}
