import { codeProblem, spellingProblem } from './name-problem';
import { serviceNames } from './service-names';

describe('how a service is spelt', () => {
  it.each(['watch-later', 'playlists', 'top10', 'x', 'a'.repeat(32)])('%s is fine', (name) =>
    expect(spellingProblem(name)).toBeUndefined(),
  );

  it.each([
    ['', 'watch-later'],
    ['WatchLater', 'watch-later'],
    ['watch_later', 'watch-later'],
    ['Watch Later!', 'watch-later'],
    ['top-10', 'top10'],
    ['9lives', 'lives'],
    ['watch--later', 'watch-later'],
    ['-', 'watch-later'],
    ['später', 'sp-ter'],
    ['../apps', 'apps'],
  ])("'%s' is refused, and %s suggested", (name, suggested) => {
    expect(spellingProblem(name)).toMatch(
      new RegExp(`^'.*' is no name for a service: .*, such as ${suggested}$`),
    );
  });

  it.each([
    ['a'.repeat(33), 'has 33 letters, more than 32: choose a shorter name'],
    ['playlist-service', "leave out 'service'"],
    ['service', "leave out 'service'"],
  ])('%s is refused: %s', (name, message) => expect(spellingProblem(name)).toContain(message));
});

describe('what code calls a service', () => {
  const problem = (name: string) =>
    codeProblem(
      serviceNames(name),
      new Set(['schema', 'GrpcCaller']),
      new Map([['SearchService', 'proto/search/search_service.proto']]),
    );

  it.each(['watch-later', 'type', 'of', 'sets'])('may be %s', (name) =>
    expect(problem(name)).toBeUndefined(),
  );

  it.each(['new', 'class', 'await', 'yield', 'package', 'arguments', 'default', 'null', 'eval', 'undefined'])(
    'is not %s: a word of JavaScript',
    (name) => expect(problem(name)).toBe(`'${name}' is a word of JavaScript: choose another name`),
  );

  it.each([
    ['global-this', 'globalThis'],
    ['na-n', 'NaN'],
    ['infinity', 'Infinity'],
  ])('is not %s, in code %s', (name, word) =>
    expect(problem(name)).toBe(`'${word}' is a word of JavaScript: choose another name`),
  );

  it.each([
    ['constructor', 'constructor'],
    ['to-string', 'toString'],
    ['has-own-property', 'hasOwnProperty'],
  ])('is not %s: every object has a property %s', (name, property) =>
    expect(problem(name)).toContain(`'${property}' is a property of every object`),
  );

  it.each(['schema', 'grpc-caller'])('is not %s, which it uses for something else', (name) =>
    expect(problem(name)).toContain(`choose a longer name, such as ${name}-list`),
  );

  it('is not the name of another gRPC service', () =>
    expect(problem('search')).toBe(
      'SearchService is a service of proto/search/search_service.proto, and both would be found under one name: choose another name',
    ));
});
