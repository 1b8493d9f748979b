import { createHash, pbkdf2Sync } from 'node:crypto';

import { hash, parseOptions } from '@node-rs/argon2';
import { testCall } from '@killrvideo/testing';

import { argon2Passwords, passwordBounds } from './argon2-passwords';

const passwords = argon2Passwords(passwordBounds(128));
const verify = (password: string, stored: string | undefined) =>
  passwords.verify(password, stored, testCall());
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const sha1 = `sha1:1000:c2FsdA==:${pbkdf2Sync('secret', 'salt', 1000, 24, 'sha1').toString('base64')}`;

async function renewedBy(password: string, stored: string): Promise<string> {
  const verdict = await verify(password, stored);
  if (!verdict.right || verdict.renewed === undefined) throw new Error('was not renewed');
  return verdict.renewed;
}

describe('a password', () => {
  it('is stored as argon2id with at least the parameters of OWASP, salted', async () => {
    const [one, other] = [
      await passwords.hash('secret', testCall()),
      await passwords.hash('secret', testCall()),
    ];
    expect(one).toMatch(/^\$argon2id\$v=19\$/);
    expect(one).not.toBe(other);
    expect(parseOptions(one)).toMatchObject({
      memoryCost: 19_456,
      timeCost: 2,
      parallelism: 1,
      outputLen: 32,
    });
  });

  it('is known again, to the letter, and needs no better form', async () => {
    const stored = await passwords.hash(' sécret\u0000', testCall());
    expect(await verify(' sécret\u0000', stored)).toEqual({ right: true });
    for (const guess of ['sécret\u0000', ' sécret', ' Sécret\u0000']) {
      expect(await verify(guess, stored)).toEqual({ right: false });
    }
  });

  it.each([
    ['an MD5', md5('secret')],
    ['a PBKDF2', sha1],
  ])('stored as %s is right or wrong, and gets our form when right', async (_, stored) => {
    expect(await verify('guess', stored)).toEqual({ right: false });
    const renewed = await renewedBy('secret', stored);
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verify('secret', renewed)).toEqual({ right: true });
    expect(await verify('guess', renewed)).toEqual({ right: false });
  });

  it('takes blanks around it as it did before its form was renewed', async () => {
    const renewed = await renewedBy(' secret ', md5('secret'));
    for (const spelling of ['secret', ' secret ', '\tsecret']) {
      expect(await verify(spelling, renewed)).toEqual({ right: true });
    }
    expect(await verify(' secret', await renewedBy('secret', sha1))).toEqual({ right: false });
  });

  it('made with other parameters is known, and gets ours', async () => {
    const stored = await hash('secret', { memoryCost: 1024, timeCost: 3, parallelism: 1 });
    expect(await verify('guess', stored)).toEqual({ right: false });
    expect(await renewedBy('secret', stored)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it.each([
    undefined,
    '',
    'secret',
    '$argon2id$',
    '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$c2FsdA',
    '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$AAAA',
    '$argon2id$v=19$m=4194304,t=1,p=1$c29tZXNhbHQ$AorpYzYzvzgDRVlqfpRG6ORYYmnbmNFxyMjZwhBX0Kg',
    '$argon2id$v=19$m=8,t=4294967295,p=1$c29tZXNhbHQ$AorpYzYzvzgDRVlqfpRG6ORYYmnbmNFxyMjZwhBX0Kg',
    '$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$AorpYzYzvzgDRVlqfpRG6ORYYmnbmNFxyMjZwhBX0Kg',
    '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW',
    'sha1:999999999:c2FsdA==:SwB5AbdlSJq+rUnZJvch0GWkKcE=',
  ])('is wrong where %p is stored', async (stored) => {
    expect(await verify('secret', stored)).toEqual({ right: false });
  });
});
