import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { uuidOf } from '../../sample-data/plan/ids';
import type { GivenRating, RatingSet } from './rating-set';

const FILE = 'u.data';
const SEED = 1;
/** `user item rating timestamp`, as its README says. */
const LINE = /^(\d+)\t(\d+)\t([1-5])\t(\d+)$/;

/** MovieLens 100k from the folder into which its archive was unpacked. Throws with what is wrong with it. */
export function movieLensSet(folder: string): RatingSet {
  const file = join(folder, FILE);
  const timed = linesOf(file).map((line, index) => {
    const [, user, item, stars, seconds] = LINE.exec(line) ?? [];
    if (user === undefined || item === undefined) {
      throw new Error(
        `${file}, line ${index + 1} is no rating of MovieLens 100k: it should have user, item, rating (1 to 5) and time, whole numbers with a tab between them`,
      );
    }
    const rating: GivenRating = {
      userId: uuidOf(SEED, 'user of MovieLens', user),
      videoId: uuidOf(SEED, 'item of MovieLens', item),
      stars: Number(stars),
    };
    return { rating, seconds: Number(seconds) };
  });
  if (timed.length === 0) throw new Error(`${file} is empty`);
  timed.sort((one, other) => one.seconds - other.seconds);
  return { name: 'MovieLens 100k', ratings: timed.map(({ rating }) => rating) };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split(/\r?\n/)
      .filter((line) => line !== '');
  } catch (error) {
    throw new Error(
      `${file} cannot be read (${(error as Error).message}): --movielens names the folder that ml-100k.zip unpacks to`,
      { cause: error },
    );
  }
}
