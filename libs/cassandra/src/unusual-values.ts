import { type Log, shownTime } from '@killrvideo/core';
import { types } from 'cassandra-driver';

import type { Row } from './columns';

const { dataTypes } = types;

/** No text that the services take is longer; one of megabytes is cut where an answer would become too large. */
const MAX_TEXT_LENGTH = 64 * 1024;

/** What a driver's result tells of a column. */
interface Column {
  readonly name: string;
  readonly type: { readonly code: number };
}

/** The rows of one answer of the database, with what it tells of their columns. */
export interface ReadRows {
  readonly rows: readonly Row[] | undefined;
  readonly columns: readonly Column[] | null | undefined;
}

/**
 * Looks at what was read for values that cannot be shown as they are stored, since other tools write the same tables:
 * times outside the years 0001 to 9999, which are shown as the first or the last of them, and texts above 64 KiB. Tells
 * of each column once in the life of the process, with the ids of the first row in which it was met.
 */
export function tellUnusualValues(log: Log): (label: string, read: ReadRows) => void {
  const told = new Set<string>();

  return (label, { rows, columns }) => {
    for (const { name, type } of columns ?? []) {
      const problemOf = PROBLEM_OF_TYPE.get(type.code);
      if (problemOf === undefined || told.has(`${label} ${name}`)) continue;
      const row = rows?.find((each) => problemOf(each[name]) !== undefined);
      if (row === undefined) continue;
      told.add(`${label} ${name}`);
      log.warn(
        { statement: label, column: name, ids: idsIn(row, columns), problem: problemOf(row[name]) },
        'another tool has stored a value that cannot be shown as it is; further ones of the column are not logged',
      );
    }
  };
}

const PROBLEM_OF_TYPE: ReadonlyMap<number, (value: unknown) => string | undefined> = new Map([
  [dataTypes.timestamp, problemOfTime],
  [dataTypes.text, problemOfText],
  [dataTypes.varchar, problemOfText],
]);

function problemOfTime(value: unknown): string | undefined {
  const isShown = typeof value !== 'bigint' || shownTime(value) === value;
  return isShown ? undefined : `${value} ms since 1970 is outside the years 0001 to 9999`;
}

function problemOfText(value: unknown): string | undefined {
  const isShort = typeof value !== 'string' || value.length <= MAX_TEXT_LENGTH;
  return isShort ? undefined : `a text of ${value.length} characters`;
}

function idsIn(row: Row, columns: readonly Column[] | null | undefined): Record<string, string> {
  const ids = (columns ?? []).filter(
    ({ name, type }) => [dataTypes.uuid, dataTypes.timeuuid].includes(type.code) && row[name] != null,
  );
  return Object.fromEntries(ids.map(({ name }) => [name, String(row[name])]));
}
