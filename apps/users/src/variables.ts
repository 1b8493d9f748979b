import { variable, wholeNumber } from '@killrvideo/runtime';

/** What only this service reads. */
export const usersVariables = {
  passwordsWaiting: variable({
    name: 'KILLRVIDEO_PASSWORDS_WAITING',
    meaning:
      'passwords that may wait for their hash; more logins and new users are refused with RESOURCE_EXHAUSTED',
    example: '128',
    rule: wholeNumber(64, 10_000, 128), // about a second of waiting at two cores
  }),
};
