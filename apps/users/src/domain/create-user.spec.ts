import { testCall } from '@killrvideo/testing';

import type { Profile } from './account';
import { createUser } from './create-user';

const right = {
  userId: '99051FE9-6a9c-46c2-b949-38ef78858dd0',
  firstName: '',
  lastName: '',
  email: ' Ada@example.org ',
  password: ' secret ',
};

describe('a new account', () => {
  const created: [Profile, string][] = [];
  const create = (over: object = {}) =>
    createUser(async (profile, password) => {
      created.push([profile, password]);
    })({ ...right, ...over }, testCall());

  it('keeps e-mail and password as they were sent, and one spelling of the id', async () => {
    await create();
    expect(created.pop()).toEqual([
      { userId: right.userId.toLowerCase(), firstName: '', lastName: '', email: right.email },
      right.password,
    ]);
  });

  it('may have everything at its longest', async () => {
    await create({
      firstName: 'é'.repeat(512),
      lastName: 'x'.repeat(1024),
      email: `${'x'.repeat(308)}@example.org`,
      password: 'x'.repeat(1024),
    });
    expect(created.pop()).toBeDefined();
  });

  it.each([
    ['user_id is missing', { userId: undefined }],
    ['email is blank', { email: ' \t' }],
    ['email must have one @', { email: 'ada' }],
    ['email must have one @', { email: 'ada@example@org' }],
    ['email has 321 bytes, more than 320', { email: `${'x'.repeat(309)}@example.org` }],
    ['password is blank', { password: ' ' }],
    ['password has 1025 bytes, more than 1024', { password: 'x'.repeat(1025) }],
    ['first_name has 1026 bytes, more than 1024', { firstName: 'é'.repeat(513) }],
    ['last_name has 1025 bytes, more than 1024', { lastName: 'x'.repeat(1025) }],
    ['user_id is missing; email is blank; password is blank', { userId: '', email: '', password: '' }],
  ])('is refused: %s', async (message, wrong) => {
    await expect(create(wrong)).rejects.toMatchObject({ kind: 'invalid-argument', message });
    expect(created).toEqual([]);
  });
});
