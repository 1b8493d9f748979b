import { DESCRIPTION, NAME, TAGS, type Field, type VideoKey } from './posting';
import { STOP_WORDS } from './stop-words';
import { formsOf, inSmallLetters, shownWordsOf, wholeTag, wordsOf } from './words';

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

export function documentOf(video: FoundVideo): SearchDocument {
  const { addedDate, videoId, name, description, tags } = video;
  const words = new Map<string, Field>();
  const add = (field: Field, found: readonly string[]): void => {
    for (const word of found) if (!words.has(word)) words.set(word, field);
  };
  add(NAME, wordsOf(name).flatMap(formsOf));
  add(TAGS, tags.map(wholeTag));
  add(TAGS, tags.flatMap(wordsOf).flatMap(formsOf));
  add(DESCRIPTION, wordsOf(description).flatMap(formsOf));
  return { addedDate, videoId, words, tags, video, completions: completionsOf(video) };
}

function completionsOf({ name, tags }: FoundVideo): Completion[] {
  const all = [
    ...[...shownWordsOf(name)].map(([text, nameWord]) => ({ text, nameWord })),
    ...tags.map((tag) => ({ text: inSmallLetters(tag), tagWord: wholeTag(tag) })),
  ];
  return all.filter(({ text }) => !STOP_WORDS.has(text));
}
