import { readNewServiceArguments as read } from './read-arguments';

describe('npm run new-service --', () => {
  it('makes a service with tables, or without', () => {
    expect(read(['watch-later'])).toEqual({ name: 'watch-later', withoutStorage: false });
    expect(read(['--without-storage', 'watch-later'])).toEqual({ name: 'watch-later', withoutStorage: true });
  });

  it.each([
    ['no name', [], 'the service needs a name'],
    ['two names', ['watch', 'later'], "'later' is one word too many"],
    ['an unknown option', ['watch-later', '--stateless'], '--stateless'],
  ])('refuses %s with its usage', (_what, args, message) => {
    expect(() => read(args)).toThrow(message);
    expect(() => read(args)).toThrow('usage: npm run new-service -- NAME');
  });
});
