import { readNewServiceArguments } from './read-arguments';

const read = (args: readonly string[], environment = {}) => readNewServiceArguments(args, environment);

describe('npm run new-service --', () => {
  it('makes a service with tables, or without', () => {
    const stored = { name: 'watch-later', withoutStorage: false, consumes: [] };
    expect(read(['watch-later'])).toEqual(stored);
    expect(read(['--without-storage', 'watch-later'])).toEqual({ ...stored, withoutStorage: true });
  });

  it('has it hear of events, each named by itself or several at once', () =>
    expect(read(['watch-later', '--consumes', 'UserCreated,UserRatedVideo', '--consumes=X'])).toEqual({
      ...{ name: 'watch-later', withoutStorage: false },
      consumes: ['UserCreated,UserRatedVideo', 'X'],
    }));

  it.each([[['--help']], [['-h']], [['watch-later', '--help']]])('tells its usage for %j', (args) =>
    expect(read(args)).toBe('help'),
  );

  it.each([
    ['no name', [], 'the service needs a name'],
    ['two names', ['watch', 'later'], "'later' is one word too many"],
    ['an unknown option', ['watch-later', '--stateless'], '--stateless'],
    ['--consumes without an event', ['watch-later', '--consumes'], '--consumes needs a value'],
    ['--consumes with an option', ['watch-later', '--consumes', '--help'], '--consumes needs a value'],
  ])('refuses %s with its usage', (_what, args, message) => {
    expect(() => read(args)).toThrow(message);
    expect(() => read(args)).toThrow('usage: npm run new-service -- NAME');
  });

  it('hears of no event where npm kept --consumes for itself', () =>
    expect(() => read(['watch-later'], { npm_config_consumes: 'UserCreated' })).toThrow(
      'npm run new-service -- --consumes UserCreated watch-later',
    ));

  it('makes no tables where npm kept --without-storage for itself', () =>
    expect(() => read(['word-count'], { npm_config_without_storage: 'true' })).toThrow(
      'npm run new-service -- word-count --without-storage',
    ));
});
