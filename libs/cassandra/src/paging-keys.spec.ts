import { DomainError } from '@killrvideo/core';

import { pagingKeys } from './paging-keys';

const OLD = 'an old key of more than thirty-two characters';
const NEW = 'a new key of more than thirty-two characters!';
const LIST = ['GetVideoComments', '99051fe9-6a9c-46c2-b949-38ef78858dd0'];
const POSITION = ['3a9cbc50-0e8e-11ee-8c6f-2b0f5c8d1a11', 'ü'];

function refused(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch (error) {
    return error instanceof DomainError && error.kind === 'invalid-argument';
  }
}

describe('paging states', () => {
  const keys = pagingKeys([NEW, OLD]);
  const state = keys.stateFor(LIST, POSITION);

  it('are printable and small, and come back as the position', () => {
    expect(state).toMatch(/^[A-Za-z0-9_-]{1,2047}$/);
    expect(keys.positionIn(LIST, state)).toEqual(POSITION);
  });

  it('are refused for another rpc, another id, or a list with another division of the same texts', () => {
    expect(refused(() => keys.positionIn(['GetUserComments', LIST[1] ?? ''], state))).toBe(true);
    expect(refused(() => keys.positionIn([LIST[0] ?? '', 'another id'], state))).toBe(true);
    expect(refused(() => keys.positionIn([LIST.join('')], state))).toBe(true);
  });

  it('are refused when any one character is another', () => {
    for (let index = 0; index < state.length; index++) {
      const other = state[index] === 'A' ? 'B' : 'A';
      expect(
        refused(() => keys.positionIn(LIST, state.slice(0, index) + other + state.slice(index + 1))),
      ).toBe(true);
    }
  });

  it.each(['garbage', 'é', '', 'A', ' ', '-'.repeat(5000)])('are refused when they are %p', (garbage) =>
    expect(refused(() => keys.positionIn(LIST, garbage))).toBe(true),
  );

  it('are refused with something appended that a lenient reader skips', () => {
    for (const appended of ['=', '\n', '!', ' ', '.']) {
      expect(refused(() => keys.positionIn(LIST, state + appended))).toBe(true);
    }
  });

  it('outlive a rotation: the first key signs, all verify, a key that is gone does not', () => {
    const before = pagingKeys([OLD]).stateFor(LIST, POSITION);
    expect(keys.positionIn(LIST, before)).toEqual(POSITION);
    expect(pagingKeys([NEW]).positionIn(LIST, state)).toEqual(POSITION);
    expect(refused(() => pagingKeys([NEW]).positionIn(LIST, before))).toBe(true);
  });
});
