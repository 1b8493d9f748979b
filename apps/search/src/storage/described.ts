import { shownTime } from '@killrvideo/core';

import { NAME, TAGS, type Field } from '../domain/posting';

/** How rows are named in differences. */
export function describedWord(word: string, field: Field): string {
  const where = field === NAME ? 'name' : field === TAGS ? 'tags' : 'description';
  return `word ${JSON.stringify(word)} of the ${where}`;
}

export function describedTag(tag: string): string {
  return `tag ${JSON.stringify(tag)}`;
}

/** Of milliseconds since 1970. */
export function describedDate(ms: bigint): string {
  return new Date(Number(shownTime(ms))).toISOString();
}

/** What is to be in a table and is not, and what is and is not to be; each in the order of texts. */
export function missingAndLeftOver(
  expected: ReadonlySet<string>,
  standing: ReadonlySet<string>,
  table: string,
): string[] {
  const missing = [...expected].filter((each) => !standing.has(each)).sort();
  const leftOver = [...standing].filter((each) => !expected.has(each)).sort();
  return [
    ...missing.map((each) => `${each} is missing in ${table}`),
    ...leftOver.map((each) => `${each} is left over in ${table}`),
  ];
}
