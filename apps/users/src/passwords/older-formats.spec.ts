import { createHash, pbkdf2Sync } from 'node:crypto';

import { olderForm } from './older-formats';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const SALT = Buffer.alloc(24, 7);

function sha1(password: string, { iterations = 1000, salt = SALT, bytes = 24 } = {}): string {
  const hash = pbkdf2Sync(password, salt, iterations, bytes, 'sha1');
  return `sha1:${iterations}:${salt.toString('base64')}:${hash.toString('base64')}`;
}

describe('a password of another backend', () => {
  it.each([
    ['an MD5', md5('secret')],
    ['an MD5 in capitals', md5('secret').toUpperCase()],
    ['a PBKDF2 as the Node and C# backends write it', sha1('secret')],
    ['a PBKDF2 with the most iterations', sha1('secret', { iterations: 20_000, bytes: 20 })],
    // RFC 6070, 4096 iterations.
    ['a PBKDF2 of the RFC', 'sha1:4096:c2FsdA==:SwB5AbdlSJq+rUnZJvch0GWkKcE='],
  ])('is known by %s', async (_, stored) => {
    const password = stored.includes('c2FsdA') ? 'password' : 'secret';
    expect(await olderForm(stored)?.isOf(password)).toBe(true);
    expect(await olderForm(stored)?.isOf('guess')).toBe(false);
  });

  it('may have blanks around it where they were trimmed, and only there', async () => {
    expect(await olderForm(md5('secret'))?.isOf(' secret\n')).toBe(true);
    expect(await olderForm(sha1('secret'))?.isOf(' secret')).toBe(false);
    expect(await olderForm(sha1(' secret'))?.isOf(' secret')).toBe(true);
  });

  it.each([
    '',
    'secret',
    'x'.repeat(32),
    md5('secret').slice(1),
    `${md5('secret')}\n`,
    'sha1',
    'sha1:::',
    'sha1:1000:c2FsdA==:',
    'sha1:1000::SwB5AbdlSJq+rUnZJvch0GWkKcE=',
    'sha1:x:c2FsdA==:SwB5AbdlSJq+rUnZJvch0GWkKcE=',
    'sha1:0:c2FsdA==:SwB5AbdlSJq+rUnZJvch0GWkKcE=',
    'sha1:20001:c2FsdA==:SwB5AbdlSJq+rUnZJvch0GWkKcE=',
    'sha1:4294967296000:c2FsdA==:SwB5AbdlSJq+rUnZJvch0GWkKcE=',
    'sha1:1000:c2FsdA==:AAAA',
    `sha1:1000:c2FsdA==:${'AAAA'.repeat(100)}`,
    `sha1:1000:${'AAAA'.repeat(100)}:SwB5AbdlSJq+rUnZJvch0GWkKcE=`,
    'sha1:1000:c2F!dA==:SwB5AbdlSJq+rUnZJvch0GWkKcE=',
    'sha256:1000:c2FsdA==:SwB5AbdlSJq+rUnZJvch0GWkKcE=',
  ])('is not known by %p', (stored) => expect(olderForm(stored)).toBeUndefined());
});
