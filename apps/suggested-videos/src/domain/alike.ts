import type { CallContext } from '@killrvideo/core';

import type { ContentStore } from './content-store';
import type { Candidate } from './page-of-suggestions';
import type { VideoDocument } from './video-document';
import type { VideoKey } from './video-key';

/** By what videos may be alike, and how many of these terms are looked at. */
export interface KindOfTerms {
  readonly termsOf: (document: VideoDocument) => readonly string[];
  readonly most: number;
}

/** All that a video has, since with another one that shares any of them there must be an answer. */
export const TAGS: KindOfTerms = { termsOf: ({ tags }) => tags, most: 100 };
/** Those of names come first. */
export const WORDS: KindOfTerms = { termsOf: ({ words }) => words, most: 24 };

/** The newest videos of each term that are looked at. */
const MOST_OF_TERM = 200;

/**
 * Videos that have tags, or words, of some in common: a term counts the more, the fewer videos have it (inverse document frequency,
 * Spärck Jones, 1972), and the more of the given ones have it. Of a term that very many have the newest ones are found.
 */
export async function alike(
  content: Pick<ContentStore, 'withTerm'>,
  documents: readonly VideoDocument[],
  { termsOf, most }: KindOfTerms,
  call: CallContext,
): Promise<Candidate[]> {
  const given = new Map<string, number>();
  for (const term of documents.flatMap(termsOf)) given.set(term, (given.get(term) ?? 0) + 1);
  const terms = [...given].sort(([, a], [, b]) => b - a).slice(0, most);
  const read = await Promise.all(
    terms.map(async ([term, times]) => ({
      times,
      videos: await content.withTerm(term, MOST_OF_TERM, call),
    })),
  );
  const found = new Map<string, Candidate>();
  // In one order: sums of the same numbers are the same on the next page, too.
  for (const { times, videos } of read) {
    for (const video of videos) count(video, times * rarity(videos.length));
  }
  return [...found.values()];

  function count({ videoId, addedDate }: VideoKey, score: number): void {
    const key = `${addedDate} ${videoId}`;
    found.set(key, { videoId, addedDate, score: (found.get(key)?.score ?? 0) + score });
  }
}

function rarity(videos: number): number {
  return Math.log(1 + MOST_OF_TERM / videos);
}
