import { readCommandLine } from './command-line';

const read = (words: string, environment = {}) =>
  readCommandLine(
    'npm run it',
    words.split(' ').filter(Boolean),
    { size: { type: 'string' }, 'dry-run': { type: 'boolean' } },
    environment,
  );

describe('a command line', () => {
  it('has options and other words', () => {
    const { values, positionals } = read('a --size=-3 --dry-run b');
    expect([{ ...values }, positionals]).toEqual([{ size: '-3', 'dry-run': true }, ['a', 'b']]);
  });

  it.each([
    ['--sise 3', 'there is no option --sise'],
    ['-x', 'there is no option -x'],
    ['--size', '--size needs a value'],
    ['--size -3', '--size needs a value; one that begins with - is written --size=-3'],
    ['--dry-run=yes', '--dry-run takes no value'],
  ])('is refused in words: %s', (words, message) => {
    expect(() => read(words)).toThrow(
      expect.objectContaining({ name: 'CommandLineError', message }) as Error,
    );
  });

  it.each([
    ['a', { npm_config_dry_run: 'true' }, '--dry-run', 'a --dry-run'],
    ['3 a', { npm_config_size: 'true' }, '--size', '--size 3 a'],
    ['a', { npm_config_size: '3' }, '--size', '--size 3 a'],
  ])('tells what npm took out of it: %s %j', (words, environment, taken, whole) =>
    expect(() => read(words, environment)).toThrow(
      `npm took ${taken} for itself. With -- before it, it comes here: npm run it -- ${whole}`,
    ),
  );
});
