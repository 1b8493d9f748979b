import { Direction, Method } from '@killrvideo/proto/outliers-v1';

import { OutliersUsageError, readOutliersArguments } from './read-arguments';

describe('npm run outliers --', () => {
  it('takes a file; the rest has defaults', () => {
    expect(readOutliersArguments(['cpu.csv'])).toEqual({
      file: 'cpu.csv',
      output: undefined,
      rule: {
        ...{ method: Method.METHOD_MAD, direction: Direction.DIRECTION_BOTH },
        ...{ threshold: 0, minValues: 0, maxOutliers: 0 },
      },
    });
    expect(readOutliersArguments(['-']).file).toBe('-');
  });

  it('takes a rule and where the report goes', () => {
    const words =
      '--method esd --direction high --threshold 0.01 --min-values 20 --max-outliers 5 --output r.html x';
    expect(readOutliersArguments(words.split(' '))).toEqual({
      file: 'x',
      output: 'r.html',
      rule: {
        ...{ method: Method.METHOD_ESD, direction: Direction.DIRECTION_HIGH },
        ...{ threshold: 0.01, minValues: 20, maxOutliers: 5 },
      },
    });
  });

  it.each(['', 'a b', '--method best a', '--direction up a', '--threshold high a', '--unknown a'])(
    'refuses "%s" with how to use it',
    (words) => {
      const read = () => readOutliersArguments(words.split(' ').filter((word) => word !== ''));
      expect(read).toThrow(OutliersUsageError);
      expect(read).toThrow('usage: npm run outliers');
    },
  );
});
