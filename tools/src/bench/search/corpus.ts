import { uuidOf } from '../../sample-data/plan/ids';
import { randomOf, type Random } from '../../sample-data/plan/random';

const SEED = 13;
const VOCABULARY = 30_000;
const WORDS_OF_NAME = 5;
const TAGS = 3;
const WORDS_OF_DESCRIPTION = 20;
const NEWEST_MS = Date.UTC(2026, 0, 1);
const APART_MS = 60_000;

/** Words that are searched for, and the share of videos that have each in their name (a tag: among their tags). */
export const PLANTED = {
  popular: { word: 'popularity', share: 0.2 },
  common: { word: 'commonplace', share: 0.1 },
  usual: { word: 'usually', share: 0.1 },
  middling: { word: 'middling', share: 0.02 },
  other: { word: 'mediocre', share: 0.02 },
} as const;
export const PLANTED_TAG = { tag: 'blue moon', share: 0.01 };
/** In the names of as many videos, whatever their number. */
export const RARE = { word: 'rarest', videos: 5 };
/** What words of the vocabulary begin with. */
export const PREFIX = 'ba';

export interface CorpusVideo {
  readonly videoId: string;
  readonly userId: string;
  readonly addedMs: number;
  readonly name: string;
  readonly tags: readonly string[];
  readonly description: string;
}

/** The n-th of `videos` videos, the same in every run. Their words are frequent by Zipf's law, each half as frequent as the one that is twice as frequent in rank. */
export function corpusVideo(n: number, videos: number): CorpusVideo {
  const random = randomOf(SEED, 'video', n);
  const words = (count: number): string[] => Array.from({ length: count }, () => zipfWord(random));
  const planted = Object.values(PLANTED).flatMap(({ word, share }) => (random.chance(share) ? [word] : []));
  const rare = n % Math.floor(videos / RARE.videos) === 0 ? [RARE.word] : [];
  const tag = random.chance(PLANTED_TAG.share) ? [PLANTED_TAG.tag] : [];
  return {
    videoId: uuidOf(SEED, 'video', n),
    userId: uuidOf(SEED, 'user', n % 1000),
    addedMs: NEWEST_MS - n * APART_MS,
    name: [...words(WORDS_OF_NAME), ...planted, ...rare].join(' '),
    tags: [...words(TAGS), ...tag],
    description: words(WORDS_OF_DESCRIPTION).join(' '),
  };
}

/** The word of a rank is drawn with a probability of about 1 / rank: the logarithm of the rank is uniform. */
function zipfWord(random: Random): string {
  return wordOfRank(Math.floor(VOCABULARY ** random.uniform()));
}

const SYLLABLES = [
  'ba',
  'do',
  'fe',
  'gi',
  'ku',
  'la',
  'mo',
  'ne',
  'pi',
  'ru',
  'sa',
  'to',
  've',
  'wi',
  'xu',
  'za',
];

/** Its number, read in syllables, the lowest ones first. */
function wordOfRank(rank: number): string {
  let word = '';
  for (let left = rank; left > 0; left = Math.floor(left / SYLLABLES.length)) {
    word += SYLLABLES[left % SYLLABLES.length] ?? '';
  }
  return word;
}
