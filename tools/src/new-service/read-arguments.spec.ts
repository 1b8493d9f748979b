import { readNewServiceArguments } from './read-arguments';

const read = (args: readonly string[], environment = {}) => readNewServiceArguments(args, environment);

describe('npm run new-service --', () => {
  it('makes a service with tables, or without', () => {
    expect(read(['watch-later'])).toEqual({ name: 'watch-later', withoutStorage: false });
    expect(read(['--without-storage', 'watch-later'])).toEqual({ name: 'watch-later', withoutStorage: true });
  });

  it.each([[['--help']], [['-h']], [['watch-later', '--help']]])('tells its usage for %j', (args) =>
    expect(read(args)).toBe('help'),
  );

  it.each([
    ['no name', [], 'the service needs a name'],
    ['two names', ['watch', 'later'], "'later' is one word too many"],
    ['an unknown option', ['watch-later', '--stateless'], '--stateless'],
  ])('refuses %s with its usage', (_what, args, message) => {
    expect(() => read(args)).toThrow(message);
    expect(() => read(args)).toThrow('usage: npm run new-service -- NAME');
  });

  it('makes no tables where npm kept --without-storage for itself', () =>
    expect(() => read(['word-count'], { npm_config_without_storage: 'true' })).toThrow(
      'npm run new-service -- word-count --without-storage',
    ));
});
