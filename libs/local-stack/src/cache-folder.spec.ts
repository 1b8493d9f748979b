import { cacheFolder } from './cache-folder';

const unknownUser = (): string => {
  throw new Error('uv_os_homedir returned ENOENT');
};

it('the cache is where the user keeps caches, or what XDG_CACHE_HOME names', () => {
  expect(cacheFolder({}, () => '/home/ada')).toMatch(/^\/home\/ada\/(\.cache|Library\/Caches)\/killrvideo$/);
  expect(cacheFolder({ XDG_CACHE_HOME: '/c' }, unknownUser)).toBe('/c/killrvideo');
});

it.each([
  ['', () => ''],
  ['relative', () => 'home'],
  ['', unknownUser],
])('without a home folder and with XDG_CACHE_HOME=%s it tells how to choose one', (xdg, ask) =>
  expect(() => cacheFolder({ XDG_CACHE_HOME: xdg }, ask)).toThrow('XDG_CACHE_HOME=/a/folder'),
);
