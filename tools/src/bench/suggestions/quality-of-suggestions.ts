import { askService, type Answer } from './ask-service';
import { holdOut, type HeldOutLike } from './hold-out';
import type { JudgedQuality } from './judged-quality';
import { movieLensSet } from './movielens-set';
import { byPopularity } from './popularity';
import { rankingQuality } from './ranking-quality';
import type { GivenRating, RatingSet } from './rating-set';
import { sampleSet } from './sample-set';
import { suggestionsSection } from './suggestions-section';
import { syntheticSet } from './synthetic-set';

/** Suggestions are judged by the first ones. */
const SIZE = 10;
/** The default size of the sample data, and the largest. */
const SAMPLE_VIDEOS = [500, 5000];
/** Of some hundred users it is a matter of chance which like is held out: so by chance it is three times another one. */
const HELD_OUT: Readonly<Record<string, readonly HeldOutLike[]>> = {
  'the newest': ['newest'],
  'by chance': [{ seed: 1 }, { seed: 2 }, { seed: 3 }],
};

/**
 * The quality of suggestions beside popularity and exact item-kNN; a section in Markdown. `movieLens` is the folder of
 * MovieLens 100k, where it is to be measured on that, too.
 */
export async function qualityOfSuggestions(movieLens: string | undefined): Promise<string> {
  const real = movieLens === undefined ? [] : [movieLensSet(movieLens)];
  const judged: JudgedQuality[] = [];
  for (const set of [...SAMPLE_VIDEOS.map(sampleSet), syntheticSet(), ...real]) {
    for (const [heldOut, times] of Object.entries(HELD_OUT)) {
      judged.push({ set: set.name, heldOut, ...(await judge(set, times)) });
      console.log(`suggestions, ${set.name}: held out ${heldOut}`);
    }
  }
  return suggestionsSection(judged, SIZE);
}

/** One like of each user held out, and what was suggested in its place. */
interface Run extends Answer {
  readonly ratings: number;
  readonly wanted: readonly string[];
  readonly popular: readonly (readonly string[])[];
}

async function judge(
  { ratings }: RatingSet,
  times: readonly HeldOutLike[],
): Promise<Omit<JudgedQuality, 'set' | 'heldOut'>> {
  const runs: Run[] = [];
  for (const which of times) runs.push(await run(ratings, which));
  const wanted = runs.flatMap((each) => each.wanted);
  const qualityOf = (listsOf: (run: Run) => readonly (readonly string[])[]) =>
    rankingQuality(runs.flatMap(listsOf), wanted);
  const sumOf = (figure: (run: Run) => number) => runs.reduce((sum, each) => sum + figure(each), 0);
  return {
    lists: wanted.length,
    popularity: qualityOf(({ popular }) => popular),
    exact: qualityOf(({ exact }) => exact),
    ours: qualityOf(({ suggested }) => suggested),
    noteMs: (1000 * sumOf(({ noteSeconds }) => noteSeconds)) / sumOf((each) => each.ratings),
    suggestMs: (1000 * sumOf(({ suggestSeconds }) => suggestSeconds)) / wanted.length,
  };
}

async function run(ratings: readonly GivenRating[], which: HeldOutLike): Promise<Run> {
  const videoIds = [...new Set(ratings.map(({ videoId }) => videoId))];
  const { known, heldOut } = holdOut(ratings, which);
  const userIds = [...heldOut.keys()];
  const popularFor = byPopularity(known);
  return {
    ...(await askService({ videoIds, ratings: known, userIds, size: SIZE })),
    ratings: known.length,
    wanted: [...heldOut.values()],
    popular: userIds.map((userId) => popularFor(userId, SIZE)),
  };
}
