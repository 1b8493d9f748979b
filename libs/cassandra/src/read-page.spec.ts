import type { PageRequest } from '@killrvideo/core';

import { pagingKeys, type Position } from './paging-keys';
import { readPage } from './read-page';

const keys = pagingKeys(['a key of more than thirty-two characters']);

/** The letters a to j as a list that is read by key. */
function letters(page: PageRequest, start?: string) {
  const all = [...'abcdefghij'];
  return readPage<string>(keys, {
    list: ['Letters'],
    page,
    start: start === undefined ? undefined : [start],
    read: async (from: Position | undefined, limit) =>
      all.filter((row) => row >= (from?.[0] ?? 'a')).slice(0, limit),
    positionOf: (row) => [row],
  });
}

async function everyPage(sizes: number[], start?: string): Promise<string[]> {
  const pages: string[] = [];
  let state = '';
  do {
    const { rows, nextState } = await letters(
      { size: sizes[pages.length % sizes.length] ?? 1, state },
      start,
    );
    pages.push(rows.join(''));
    state = nextState;
  } while (state !== '');
  return pages;
}

describe('reading page by page', () => {
  it.each([
    [[3], ['abc', 'def', 'ghi', 'j']],
    [[5], ['abcde', 'fghij']],
    [[10], ['abcdefghij']],
    [[11], ['abcdefghij']],
    [
      [1, 4],
      ['a', 'bcde', 'f', 'ghij'],
    ],
  ])('in sizes of %p gives every row once, full pages, and no state after the last', async (sizes, pages) => {
    expect(await everyPage(sizes)).toEqual(pages);
  });

  it('begins with the row that start names', async () => expect(await everyPage([4], 'g')).toEqual(['ghij']));

  it('takes no notice of start beside a state', async () => {
    const { nextState } = await letters({ size: 2, state: '' }, 'c');
    expect((await letters({ size: 2, state: nextState }, 'a')).rows).toEqual(['e', 'f']);
  });
});
