import { type CallContext, checked, type Page } from '@killrvideo/core';
import { spellingsOf, wholeTag, wordsOf } from '@killrvideo/words';

import type { Catalogue, VideoPreview } from './catalogue';
import { hitPosition, hitPositionIn, type PagingStates } from './hit-position';
import type { IndexStore } from './index-store';
import { matches, type HitPlace } from './matches';
import { textOf } from './posting';
import { leadingTerm, lookedUpTerm, type Term } from './term';
import { meantBy, type Mistyped } from './typing-mistakes';

const MAX_QUERY_BYTES = 4 * 1024;
/** Words that are read from their beginning on, the longest ones: as a rule they are the rarest. */
const LEADING = 4;
/** Hits that are asked for together once some were gone, of which more may be: at first, and at most. */
const [FIRST_ASKED_AT_ONCE, MOST_ASKED_AT_ONCE] = [20, 160];

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
 * was found by what it was. Where nothing is found as a word occurs nowhere, it may be mistyped: then the words that it may
 * have been meant for count in its place, and the paging state tells which.
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
    const from = page.state === '' ? undefined : hitPositionIn(states.positionIn(list, page.state));
    const terms = termsOf(text);
    let mistyped = from?.mistyped ?? [];
    let found = await hits(withMeant(terms, mistyped), from?.place, page.size + 1, call);
    if (found.length === 0 && from === undefined && correctsTyping) {
      mistyped = await meant(terms, call);
      if (mistyped.length > 0) found = await hits(withMeant(terms, mistyped), undefined, page.size + 1, call);
    }
    const last = found[page.size - 1];
    const nextState =
      found.length > page.size && last !== undefined
        ? states.stateFor(list, hitPosition({ place: last, mistyped }))
        : '';
    return { rows: found.slice(0, page.size), nextState };
  };

  /** So many hits that the catalogue has, or more, or all; each video once. */
  async function hits(
    terms: readonly Term[],
    after: HitPlace | undefined,
    wanted: number,
    call: CallContext,
  ): Promise<Hit[]> {
    const leading = await Promise.all(terms.slice(0, LEADING).map((term) => leadingTerm(index, term, call)));
    const lookedUp = terms.slice(LEADING).map((term) => lookedUpTerm(index, term));
    const found = new Map<string, Hit>();
    let atOnce = 0;
    for await (const portion of matches({ leading, lookedUp }, after, call)) {
      for (let at = 0; at < portion.length && found.size < wanted;) {
        const some = portion.slice(at, at + Math.max(atOnce, wanted - found.size));
        at += some.length;
        const there = await thoseThere(some, call);
        for (const hit of there) if (!found.has(textOf(hit))) found.set(textOf(hit), hit);
        if (there.length < some.length) {
          atOnce = Math.min(Math.max(FIRST_ASKED_AT_ONCE, 2 * atOnce), MOST_ASKED_AT_ONCE);
        }
      }
      if (found.size >= wanted) break;
    }
    return [...found.values()];
  }

  async function thoseThere(places: readonly HitPlace[], call: CallContext): Promise<Hit[]> {
    const previews = await catalogue.previews(
      places.map(({ videoId }) => videoId),
      call,
    );
    return places.flatMap((place) => {
      const preview = previews.get(place.videoId);
      return preview?.addedDate === place.addedDate ? [{ ...preview, tier: place.tier }] : [];
    });
  }
}

/** The words of the query, the longest first; of one without words the whole as a tag. */
function termsOf(text: string): Term[] {
  const words = wordsOf(text).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return words.length === 0 ? [[wholeTag(text)]] : words.map(spellingsOf);
}

function withMeant(terms: readonly Term[], mistyped: readonly Mistyped[]): Term[] {
  return terms.map((term, place) => mistyped.find(({ at }) => at === place)?.meant ?? term);
}
