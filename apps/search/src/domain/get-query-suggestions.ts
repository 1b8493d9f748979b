import { type CallContext, checked, DomainError } from '@killrvideo/core';
import { inSmallLetters } from '@killrvideo/words';

import type { Catalogue } from './catalogue';
import type { IndexStore } from './index-store';
import { NAME, TAGS, textOf, type Field, type VideoKey } from './posting';
import type { Completion } from './search-document';

const MAX_QUERY_BYTES = 4 * 1024;
/** Completions that are looked at together, at most: some stand for words that no video has any more. */
const MOST_AT_ONCE = 20;
/** Videos of a completion that are looked at when the newest one is gone. */
const LOOKED_AT = 20;

/** What has been typed so far; nothing of it is checked yet. */
export interface GetQuerySuggestions {
  readonly query: string;
  readonly pageSize: number;
}

/**
 * Tags and words of names that begin with what was typed, in small letters, in ascending order. Completions are kept for
 * longer than videos have them, and videos for longer than the catalogue: so each is shown only if one of its newest
 * videos is there. While the catalogue is away, the index is believed.
 */
export function getQuerySuggestions({
  index,
  catalogue,
}: {
  readonly index: Pick<IndexStore, 'completions' | 'postingsOfField'>;
  readonly catalogue: Catalogue;
}) {
  return async (query: GetQuerySuggestions, call: CallContext): Promise<string[]> => {
    const { text, page } = checked((field) => ({
      text: field.text('query', query.query, { maxBytes: MAX_QUERY_BYTES }),
      page: field.page({ pageSize: query.pageSize, pagingState: '' }),
    }));
    const prefix = inSmallLetters(text).trimStart();
    const atOnce = Math.min(page.size, MOST_AT_ONCE);
    const suggestions: string[] = [];
    let after: string | undefined;
    while (suggestions.length < page.size) {
      const some = await index.completions(prefix, after, atOnce, call);
      suggestions.push(...(await thoseThere(some, call)));
      after = some.at(-1)?.text;
      if (some.length < atOnce) break;
    }
    return suggestions.slice(0, page.size);
  };

  async function thoseThere(completions: readonly Completion[], call: CallContext): Promise<string[]> {
    const newest = await Promise.all(completions.map((each) => videosOf(each, 1, call)));
    const known = await standing(newest.flat(), call);
    const areThere = await Promise.all(
      completions.map(async (each, at) => {
        const videos = newest[at] ?? [];
        if (videos.length === 0 || videos.some(known)) return videos.length > 0;
        const more = await videosOf(each, LOOKED_AT, call);
        return more.some(await standing(more, call));
      }),
    );
    return completions.filter((_, at) => areThere[at]).map(({ text }) => text);
  }

  async function videosOf(
    { nameWord, tagWord }: Completion,
    limit: number,
    call: CallContext,
  ): Promise<VideoKey[]> {
    const withWord = async (word: string | undefined, field: Field): Promise<VideoKey[]> =>
      word === undefined ? [] : index.postingsOfField(word, field, undefined, limit, call);
    return (await Promise.all([withWord(nameWord, NAME), withWord(tagWord, TAGS)])).flat();
  }

  async function standing(
    videos: readonly VideoKey[],
    call: CallContext,
  ): Promise<(key: VideoKey) => boolean> {
    try {
      const ids = [...new Set(videos.map(({ videoId }) => videoId))];
      const previews = ids.length === 0 ? new Map<string, VideoKey>() : await catalogue.previews(ids, call);
      const there = new Set([...previews.values()].map(textOf));
      return (key) => there.has(textOf(key));
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'unavailable') throw error;
      return () => true;
    }
  }
}
