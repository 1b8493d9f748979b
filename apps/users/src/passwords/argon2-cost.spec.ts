import { createHash } from 'node:crypto';

import { testCall } from '@killrvideo/testing';
import * as addon from '@node-rs/argon2';

import { argon2Passwords, passwordBounds } from './argon2-passwords';

jest.mock('@node-rs/argon2', () => {
  const actual: typeof addon = jest.requireActual('@node-rs/argon2');
  return { ...actual, hash: jest.fn(actual.hash), verify: jest.fn(actual.verify) };
});

/** How many hashes were made since the last look; to verify what turns out to be no hash makes none. */
async function hashesMade(): Promise<number> {
  const mocks = [jest.mocked(addon.hash), jest.mocked(addon.verify)];
  const results = mocks.flatMap(({ mock }) => mock.results.map(({ value }) => value as Promise<unknown>));
  jest.clearAllMocks();
  return (await Promise.allSettled(results)).filter(({ status }) => status === 'fulfilled').length;
}

describe('a refused password costs one argon2', () => {
  const passwords = argon2Passwords(passwordBounds(128));
  it.each([
    ['nothing', async () => undefined],
    ['our form', () => passwords.hash('secret', testCall())],
    ['an MD5', async () => createHash('md5').update('secret').digest('hex')],
    ['a PBKDF2', async () => 'sha1:1000:c2FsdA==:SwB5AbdlSJq+rUnZJvch0GWkKcE='],
    ['a PBKDF2 without end', async () => 'sha1:999999999:c2FsdA==:SwB5AbdlSJq+rUnZJvch0GWkKcE='],
    ['a hash that is cut short', async () => '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$AAAA'],
    ['something else', async () => 'malformed'],
  ])('where %s is stored', async (_, store) => {
    const stored = await store();
    await hashesMade();
    expect(await passwords.verify('guess', stored, testCall())).toEqual({ right: false });
    expect(await hashesMade()).toBe(1);
  });
});
