/** How well lists of suggestions have found what was held out; both from 0 to 1. */
export interface RankingQuality {
  /** The share of lists that have it. */
  readonly hitRate: number;
  /** Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002): a place further down counts less. */
  readonly ndcg: number;
}

/** Of one list for each of the wanted, best first. */
export function rankingQuality(
  lists: readonly (readonly string[])[],
  wanted: readonly string[],
): RankingQuality {
  const places = wanted.map((each, at) => lists[at]?.indexOf(each) ?? -1).filter((place) => place >= 0);
  const gain = places.reduce((sum, place) => sum + 1 / Math.log2(place + 2), 0);
  return { hitRate: places.length / wanted.length, ndcg: gain / wanted.length };
}
