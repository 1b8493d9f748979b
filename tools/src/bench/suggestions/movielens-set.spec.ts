import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { movieLensSet } from './movielens-set';

describe('MovieLens 100k', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'movielens-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const read = (data: string) => {
    writeFileSync(join(folder, 'u.data'), data);
    return movieLensSet(folder).ratings;
  };

  it('is read in the order of its times', () => {
    const ratings = read('196\t242\t3\t881250949\n186\t242\t5\t881250940\r\n196\t302\t1\t881250945\n');
    expect(ratings.map(({ stars }) => stars)).toEqual([5, 1, 3]);
    const [first, second, third] = ratings;
    expect(first?.videoId).toBe(third?.videoId);
    expect(second?.userId).toBe(third?.userId);
    expect(new Set(ratings.map(({ userId }) => userId)).size).toBe(2);
  });

  it.each([
    ['another file', 'user,item,rating\n1,2,3\n', 'line 1 is no rating'],
    ['stars that there are not', '1\t2\t3\t9\n1\t3\t6\t9\n', 'line 2 is no rating'],
    ['nothing', '', 'is empty'],
  ])('is not %s', (_, data, complaint) => {
    expect(() => read(data)).toThrow(complaint);
  });

  it('says what folder it wants when the file is not there', () => {
    expect(() => movieLensSet(join(folder, 'elsewhere'))).toThrow(
      /elsewhere\/u\.data cannot be read .*--movielens names the folder/,
    );
  });
});
