import { type CallContext, checked, type Page } from '@killrvideo/core';

import type { Catalogue, VideoPreview } from './catalogue';
import type { IndexStore } from './index-store';
import { hitPlaceIn, hitPosition, type PagingStates } from './hit-position';
import { matches, type HitPlace } from './matches';
import { termPostings, type Term } from './term';
import { meantBy, type Mistyped } from './typing-mistakes';
import { wholeTag, wordsOf } from './words';

const MAX_QUERY_BYTES = 4 * 1024;

/** Which page of which search; nothing of it is checked yet. */
export interface SearchVideos {
  readonly query: string;
  readonly pageSize: number;
  readonly pagingState: string;
}

type Hit = VideoPreview & HitPlace;

/**
 * The videos in which all words of the query occur: those with all of them in the name, then those with all in name or tags,
 * then all others; in each the newest first. A query without words finds tags that are just that.
 *
 * Hits are what the catalogue has: one that it does not know, or knows from another date, is left out, as something that
 * was found by what it was. A word that occurs nowhere may be mistyped: then the words that it may have been meant for
 * count in its place, and the paging state tells which.
 */
export function searchVideos(dependencies: {
  readonly index: IndexStore;
  readonly catalogue: Catalogue;
  readonly states: PagingStates;
  readonly correctsTyping: boolean;
}) {
  const { index, catalogue, states, correctsTyping } = dependencies;
  const meant = meantBy(index);

  return async (query: SearchVideos, call: CallContext): Promise<Page<VideoPreview>> => {
    const { text, page } = checked((field) => ({
      text: field.text('query', query.query, { maxBytes: MAX_QUERY_BYTES }),
      page: field.page(query),
    }));
    const list = ['SearchVideos', text];
    const from = page.state === '' ? undefined : hitPlaceIn(states.positionIn(list, page.state));
    const words = queryWords(text);
    const { hits, mistyped } = await begin(words, from, call);
    const found = await visible(hits, page.size + 1, call);
    const last = found[page.size - 1];
    const nextState =
      found.length > page.size && last !== undefined
        ? states.stateFor(list, hitPosition({ place: last, mistyped }))
        : '';
    return { rows: found.slice(0, page.size), nextState };
  };

  async function begin(
    words: readonly string[],
    from: ReturnType<typeof hitPlaceIn> | undefined,
    call: CallContext,
  ) {
    let mistyped = from?.mistyped ?? [];
    let terms = await postingsOf(withMeant(words, mistyped), call);
    const unknown = words.flatMap((word, at) => (terms[at]?.isEmpty ? [{ at, word }] : []));
    if (correctsTyping && from === undefined && unknown.length > 0) {
      mistyped = (await meant(unknown, call)) ?? [];
      if (mistyped.length > 0) terms = await postingsOf(withMeant(words, mistyped), call);
    }
    return { hits: matches(terms, from?.place, call), mistyped };
  }

  function postingsOf(terms: readonly Term[], call: CallContext) {
    return Promise.all(terms.map((term) => termPostings(index, term, call)));
  }

  /** So many hits that the catalogue has, or all. */
  async function visible(
    hits: AsyncIterable<readonly HitPlace[]>,
    wanted: number,
    call: CallContext,
  ): Promise<Hit[]> {
    const found: Hit[] = [];
    for await (const portion of hits) {
      for (let at = 0; at < portion.length && found.length < wanted;) {
        const some = portion.slice(at, at + wanted - found.length);
        at += some.length;
        const previews = await catalogue.previews(
          some.map(({ videoId }) => videoId),
          call,
        );
        for (const place of some) {
          const preview = previews.get(place.videoId);
          if (preview?.addedDate === place.addedDate) found.push({ ...preview, tier: place.tier });
        }
      }
      if (found.length === wanted) break;
    }
    return found;
  }
}

/** The words of the query, the longest first; of one without words the whole as a tag. */
function queryWords(text: string): string[] {
  const words = wordsOf(text);
  if (words.length === 0) return [wholeTag(text)];
  return words.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

function withMeant(words: readonly string[], mistyped: readonly Mistyped[]): Term[] {
  return words.map((word, place) => mistyped.find(({ at }) => at === place)?.meant ?? [word]);
}
