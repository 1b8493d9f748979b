import { portionsOf, type CallContext, type Page, type PageRequest } from '@killrvideo/core';

import type { Catalogue, VideoPreview } from './catalogue';
import { compareRanked, placeIn, placeOf, type RankedVideo } from './ranked-video';
import type { VideoKey } from './video-key';

/** How paging states are made and read: opaque to clients, and of use only for the list that gave them. */
export interface PagingStates {
  stateFor(list: readonly string[], position: readonly string[]): string;
  /** Throws `invalid-argument` for anything that `stateFor` did not give for this very list. */
  positionIn(list: readonly string[], state: string): readonly string[];
}

/** A video that may be suggested. One of date 0 is whatever the catalogue has under its id. */
export interface Candidate extends VideoKey {
  readonly score: number;
}

/** The videos of one tier in portions, all of a portion before all of the next; from a place on where it can begin there. */
export type Tier = (from: VideoKey | undefined, call: CallContext) => AsyncIterable<readonly Candidate[]>;

/** Which candidates are not for who asks, by their ids. */
export type LeaveOut = (candidates: readonly Candidate[], call: CallContext) => Promise<ReadonlySet<string>>;

/** Candidates that are looked at together; and, once some were not there, that are asked for together. */
const [LOOKED_AT_ONCE, MOST_ASKED_AT_ONCE] = [100, 160];
const FIRST_ASKED_AT_ONCE = 20;

/**
 * A page of a list that is made of tiers, each read only when those before do not fill the page. A video is shown in the
 * first tier that has it. What the catalogue does not have, or has from another date, is left out, as is what is not for
 * who asks; pages stay full.
 */
export async function pageOfSuggestions(
  options: {
    readonly list: readonly string[];
    readonly page: PageRequest;
    readonly tiers: readonly Tier[];
    readonly leaveOut?: LeaveOut;
    readonly mayShow?: (preview: VideoPreview) => boolean;
    readonly catalogue: Pick<Catalogue, 'previews'>;
    readonly states: PagingStates;
  },
  call: CallContext,
): Promise<Page<VideoPreview>> {
  const { list, page, tiers, leaveOut, mayShow, catalogue, states } = options;
  const after = page.state === '' ? undefined : placeIn(states.positionIn(list, page.state));
  const seen = new Set<string>();
  const found: { place: RankedVideo; preview: VideoPreview }[] = [];
  let askedAtOnce = 0;

  for (const [tier, portions] of tiers.entries()) {
    const isBefore = after !== undefined && tier < after.tier;
    for await (const portion of portions(tier === after?.tier ? after : undefined, call)) {
      const fresh = portion.filter(({ videoId }) => !seen.has(videoId));
      for (const { videoId } of fresh) seen.add(videoId);
      if (isBefore) continue;
      const places = fresh
        .map((candidate) => ({ ...candidate, tier }))
        .sort(compareRanked)
        .filter((place) => after === undefined || compareRanked(place, after) > 0);
      await show(places);
      if (found.length > page.size) break;
    }
    if (found.length > page.size) break;
  }

  const last = found[page.size - 1];
  const nextState =
    found.length > page.size && last !== undefined ? states.stateFor(list, placeOf(last.place)) : '';
  return { rows: found.slice(0, page.size).map(({ preview }) => preview), nextState };

  async function show(places: readonly RankedVideo[]): Promise<void> {
    for (const portion of portionsOf(places, LOOKED_AT_ONCE)) {
      const leftOut = await leaveOut?.(portion, call);
      await showThoseThere(portion.filter(({ videoId }) => !leftOut?.has(videoId)));
      if (found.length > page.size) return;
    }
  }

  async function showThoseThere(places: readonly RankedVideo[]): Promise<void> {
    for (let at = 0; at < places.length && found.length <= page.size;) {
      const some = places.slice(at, at + Math.max(askedAtOnce, page.size + 1 - found.length));
      at += some.length;
      const ids = some.map(({ videoId }) => videoId);
      const previews = await catalogue.previews(ids, call);
      const there = some.flatMap((place) => {
        const preview = previews.get(place.videoId);
        return preview !== undefined && isOf(place, preview) && mayShow?.(preview) !== false
          ? [{ place, preview }]
          : [];
      });
      found.push(...there);
      if (there.length < some.length) {
        askedAtOnce = Math.min(Math.max(FIRST_ASKED_AT_ONCE, 2 * askedAtOnce), MOST_ASKED_AT_ONCE);
      }
    }
  }
}

function isOf({ addedDate }: RankedVideo, preview: VideoPreview): boolean {
  return addedDate === 0n || addedDate === preview.addedDate;
}
