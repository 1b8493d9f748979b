import type { HitPlace } from './matches';
import { FIELDS } from './posting';
import type { Mistyped } from './typing-mistakes';

/** How paging states are made and read: opaque to clients, and of use only for the list that gave them. */
export interface PagingStates {
  stateFor(list: readonly string[], position: readonly string[]): string;
  /** Throws `invalid-argument` for anything that `stateFor` did not give for this very list. */
  positionIn(list: readonly string[], state: string): readonly string[];
}

/** Where the next page of a search begins: behind the last hit of this one. */
export interface HitPosition {
  readonly place: HitPlace;
  readonly mistyped: readonly Mistyped[];
}

/** As texts: the tier, the key, and for each mistyped word its place and what it was meant for. */
export function hitPosition({ place, mistyped }: HitPosition): string[] {
  const { tier, addedDate, videoId } = place;
  return [
    ...[String(tier), String(addedDate), videoId],
    ...mistyped.map(({ at, meant }) => [at, ...meant].join(' ')),
  ];
}

export function hitPositionIn([tier, addedDate, videoId, ...mistyped]: readonly string[]): HitPosition {
  return {
    place: {
      tier: FIELDS.find((field) => String(field) === tier) ?? 0,
      addedDate: BigInt(addedDate ?? 0),
      videoId: videoId ?? '',
    },
    mistyped: mistyped.map((text) => {
      const [at, ...meant] = text.split(' ');
      return { at: Number(at), meant };
    }),
  };
}
