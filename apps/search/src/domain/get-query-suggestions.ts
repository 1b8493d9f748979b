import { type CallContext, checked } from '@killrvideo/core';

import type { IndexStore } from './index-store';
import { NAME, TAGS, type Field } from './posting';
import type { Completion } from './search-document';
import { inSmallLetters } from './words';

const MAX_QUERY_BYTES = 1024;
/** Completions that are looked at together: some stand for words that no video has any more. */
const AT_ONCE = 20;

/** What has been typed so far; nothing of it is checked yet. */
export interface GetQuerySuggestions {
  readonly query: string;
  readonly pageSize: number;
}

/** Tags and words of names that begin with what was typed, in small letters, in ascending order. */
export function getQuerySuggestions(index: Pick<IndexStore, 'completions' | 'postingsOfField'>) {
  return async (query: GetQuerySuggestions, call: CallContext): Promise<string[]> => {
    const { text, page } = checked((field) => ({
      text: field.text('query', query.query, { maxBytes: MAX_QUERY_BYTES }),
      page: field.page({ pageSize: query.pageSize, pagingState: '' }),
    }));
    const prefix = inSmallLetters(text).trimStart();
    const suggestions: string[] = [];
    let after: string | undefined;
    while (suggestions.length < page.size) {
      const some = await index.completions(prefix, after, AT_ONCE, call);
      const areThere = await Promise.all(some.map((each) => isThere(each, call)));
      suggestions.push(...some.filter((_, at) => areThere[at]).map((each) => each.text));
      after = some.at(-1)?.text;
      if (some.length < AT_ONCE) break;
    }
    return suggestions.slice(0, page.size);
  };

  /** A video has it still: completions are kept for longer. */
  async function isThere({ nameWord, tagWord }: Completion, call: CallContext): Promise<boolean> {
    const [inNames, inTags] = await Promise.all([has(nameWord, NAME, call), has(tagWord, TAGS, call)]);
    return inNames || inTags;
  }

  async function has(word: string | undefined, field: Field, call: CallContext): Promise<boolean> {
    return word !== undefined && (await index.postingsOfField(word, field, undefined, 1, call)).length > 0;
  }
}
