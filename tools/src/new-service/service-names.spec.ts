import { serviceNames } from './service-names';

it.each([
  ['watch-later', 'watchLater', 'WatchLater', 'watch_later'],
  ['playlists', 'playlists', 'Playlists', 'playlists'],
  ['a-b2-c', 'aB2C', 'AB2C', 'a_b2_c'],
])('%s is %s in code, %s in types and %s in the contract', (name, camelName, pascalName, snakeName) =>
  expect(serviceNames(name)).toEqual({ name, camelName, pascalName, snakeName }),
);
