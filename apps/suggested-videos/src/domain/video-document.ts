import { STOP_WORDS, wholeTag, wordsOf } from '@killrvideo/words';

import type { VideoKey } from './video-key';

/** What is known of a video's content: terms by which others are like it. */
export interface VideoDocument extends VideoKey {
  /** Whole tags. */
  readonly tags: readonly string[];
  /** Words of its name, tags and description. */
  readonly words: readonly string[];
}

/** A video as it was heard of. */
export interface HeardVideo extends VideoKey {
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
}

/** Videos of ours have less: other tools write texts of any length, which must not stand in anybody's way. */
const [MOST_TAGS, MOST_WORDS, MOST_LETTERS] = [100, 200, 32 * 1024];
/** Of what is a key: Cassandra takes 64 KiB, and nothing has so much in common. */
const MOST_KEY_BYTES = 1024;

/** Of too many words those of the name come first, then those of tags. */
export function documentOf({ videoId, addedDate, name, description, tags }: HeardVideo): VideoDocument {
  const words = [name, ...tags, description].flatMap((text) => wordsOf(text.slice(0, MOST_LETTERS)));
  return {
    ...{ videoId, addedDate },
    tags: terms(tags.filter((tag) => tag.trim() !== '').map(wholeTag), MOST_TAGS),
    words: terms(
      words.filter((word) => !STOP_WORDS.has(word)),
      MOST_WORDS,
    ),
  };
}

function terms(all: readonly string[], most: number): string[] {
  return [...new Set(all)].filter((term) => Buffer.byteLength(term) <= MOST_KEY_BYTES).slice(0, most);
}
