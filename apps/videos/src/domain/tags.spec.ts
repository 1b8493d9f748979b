import { checked } from '@killrvideo/core';

import { tagsIn } from './tags';

const tags = (...given: string[]) => checked((field) => tagsIn(field, given));
const numbered = (count: number, length: number) =>
  Array.from({ length: count }, (_, index) => String(index).padStart(length, 'x'));

describe('the tags of a video', () => {
  it('are trimmed, blanks and repeats dropped, case and order kept', () =>
    expect(tags(' star wars ', 'Cats', '', ' \t', 'cats', 'Cats')).toEqual(['star wars', 'Cats', 'cats']));

  it('may be none', () => expect(tags()).toEqual([]));

  it.each([
    ['100 tags', numbered(100, 3)],
    ['a tag of 100 characters outside the BMP', ['🐱'.repeat(100)]],
    ['8 KiB', numbered(81, 100).concat('x'.repeat(92))],
    ['101 tags of which two are the same', [...numbered(100, 3), 'xx1']],
  ])('may be %s', (_, given) => expect(tags(...given)).toEqual([...new Set(given)]));

  it.each([
    ['101 tags', numbered(101, 3), 'tags has 101 tags, more than 100'],
    ['a tag of 101 characters', ['x'.repeat(101)], 'tags has one of more than 100 characters'],
    ['more than 8 KiB', numbered(81, 100).concat('x'.repeat(93)), 'tags has 8193 bytes, more than 8192'],
  ])('may not be %s', (_, given, message) => expect(() => tags(...given)).toThrow(message));
});
