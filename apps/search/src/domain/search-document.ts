import {
  formsOf,
  inSmallLetters,
  isPlain,
  shownWordsOf,
  STOP_WORDS,
  wholeTag,
  wordsOf,
} from '@killrvideo/words';

import { DESCRIPTION, NAME, TAGS, type Field, type VideoKey } from './posting';

/** A video as search hears of it. */
export interface FoundVideo extends VideoKey {
  readonly userId: string;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly previewImageLocation: string;
}

/** What stands in the index of a video, and what it is found by. */
export interface IndexedVideo extends VideoKey {
  /** Each word in the best of the fields where it occurs. */
  readonly words: ReadonlyMap<string, Field>;
  /** As they were given. */
  readonly tags: readonly string[];
}

/** All that the index gets to know of a video. */
export interface SearchDocument extends IndexedVideo {
  readonly video: FoundVideo;
  /** What it is completed to, and the word of its postings that shows that it still is. */
  readonly completions: readonly Completion[];
}

/** A word of names, or a whole tag, or both, in small letters. */
export interface Completion {
  readonly text: string;
  /** The word as it is looked for, where it is one of a name. */
  readonly nameWord?: string;
  /** The whole tag as it is looked for, where it is one. */
  readonly tagWord?: string;
}

/** Videos of ours have far less: other tools write texts of any length, which must not stand in anybody's way. */
const MOST_LETTERS = 32 * 1024;
const MOST_TAGS = 200;
/** Of what is a key: Cassandra takes 64 KiB, and nobody looks for so much. */
const MOST_KEY_BYTES = 1024;

/** Words of names and tags that a mistyped one may have been meant for. */
export function spelledWordsOf({ words }: IndexedVideo): string[] {
  return [...words].flatMap(([word, field]) => (field <= TAGS && isPlain(word) ? [word] : []));
}

export function documentOf(given: FoundVideo): SearchDocument {
  const tags = given.tags.filter((tag) => tag.trim() !== '' && isKey(tag)).slice(0, MOST_TAGS);
  const video = { ...given, tags };
  const { addedDate, videoId } = video;
  const [name, description] = [video.name, video.description].map((text) => text.slice(0, MOST_LETTERS)) as [
    string,
    string,
  ];
  const words = new Map<string, Field>();
  const add = (field: Field, found: readonly string[]): void => {
    for (const word of found) if (!words.has(word) && isKey(word)) words.set(word, field);
  };
  add(NAME, wordsOf(name).flatMap(formsOf));
  add(TAGS, tags.map(wholeTag));
  add(TAGS, tags.flatMap(wordsOf).flatMap(formsOf));
  add(DESCRIPTION, wordsOf(description).flatMap(formsOf));
  return { addedDate, videoId, words, tags, video, completions: completionsOf(name, tags) };
}

function isKey(text: string): boolean {
  return Buffer.byteLength(text) <= MOST_KEY_BYTES;
}

/** English stop words are left out, unless they are tags: IT is one. */
function completionsOf(name: string, tags: readonly string[]): Completion[] {
  const ofName = [...shownWordsOf(name)].filter(([text]) => !STOP_WORDS.has(text) && isKey(text));
  return [
    ...ofName.map(([text, nameWord]) => ({ text, nameWord })),
    ...tags.map((tag) => ({ text: inSmallLetters(tag), tagWord: wholeTag(tag) })),
  ];
}
