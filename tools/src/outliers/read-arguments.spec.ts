import { Direction, Method } from '@killrvideo/proto/outliers-v1';

import { OutliersUsageError, readOutliersArguments } from './read-arguments';

const read = (words: string, environment = {}) =>
  readOutliersArguments(
    words.split(' ').filter((word) => word !== ''),
    environment,
  );

describe('npm run outliers --', () => {
  it('takes a file; the rest has defaults', () => {
    expect(read('cpu.csv')).toEqual({
      file: 'cpu.csv',
      output: undefined,
      rule: {
        ...{ method: Method.METHOD_MAD, direction: Direction.DIRECTION_BOTH },
        ...{ threshold: 0, minValues: 0, maxOutliers: 0 },
      },
      choices: { dates: undefined, decimals: undefined },
    });
    expect(read('-')).toMatchObject({ file: '-' });
  });

  it('takes a rule and where the report goes', () => {
    const words =
      '--method esd --direction high --threshold 0.01 --min-values 20 --max-outliers 5 --dates day-first --decimals comma --output r.html x';
    expect(read(words)).toEqual({
      file: 'x',
      output: 'r.html',
      rule: {
        ...{ method: Method.METHOD_ESD, direction: Direction.DIRECTION_HIGH },
        ...{ threshold: 0.01, minValues: 20, maxOutliers: 5 },
      },
      choices: { dates: 'day-first', decimals: 'comma' },
    });
  });

  it.each([
    ['', 'the file is missing'],
    ['a b', "'b' is one word too many"],
    ['--method best a', '--method is one of mad, iqr, sigma, esd'],
    ['--method constructor a', '--method is one of'],
    ['--direction up a', '--direction is one of'],
    ['--threshold high a', '--threshold is no number: high'],
    ['--threshold -1 a', 'one that begins with - is written --threshold=-1'],
    ['--dates european a', '--dates is one of day-first, month-first'],
    ['--decimals dot a', '--decimals is one of comma, point'],
    ['--unknown a', 'there is no option --unknown'],
  ])('refuses "%s" with why and how to use it', (words, why) => {
    expect(() => read(words)).toThrow(OutliersUsageError);
    expect(() => read(words)).toThrow(why);
    expect(() => read(words)).toThrow('usage: npm run outliers');
  });

  it('tells what npm took for itself', () =>
    expect(() => read('esd a', { npm_config_method: 'true' })).toThrow('npm run outliers -- --method esd a'));

  it('tells how to use it', () => expect(read('--help')).toBe('help'));
});
