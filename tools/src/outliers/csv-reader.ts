import { csvFields, separatorOf } from './csv-fields';
import { measurementCollector, type Measurements } from './measurements';
import { parseTime } from './parse-time';

/** Reads CSV line by line. */
export interface CsvReader {
  line(text: string): void;
  end(): Measurements;
}

/** Where a line has what; undefined where it has it not. */
interface Columns {
  readonly time: number | undefined;
  readonly name: number | undefined;
  readonly value: number;
}

const HEADINGS = {
  time: /^(time|timestamp|date|datetime|ts)$/i,
  name: /^(name|metric|series|label)$/i,
  value: /^(value|val|v)$/i,
};

/**
 * Time, name and value by the names in the first line, or, where that is no heading, by their number: value; time and
 * value; time, name and value. Empty lines and those that begin with # are passed over; a line that cannot be read is
 * named, and the rest goes on. `nameless` is what a series is called where no column names it.
 */
export function csvReader(nameless: string): CsvReader {
  const collector = measurementCollector();
  let number = 0;
  let separator = ',';
  let columns: Columns | undefined;

  return {
    line(text) {
      number++;
      const trimmed = number === 1 ? text.replace(/^\uFEFF/, '').trim() : text.trim();
      if (trimmed === '' || trimmed.startsWith('#')) return;
      if (columns === undefined) {
        separator = separatorOf(trimmed);
        const first = csvFields(trimmed, separator);
        const named = columnsByHeading(first);
        columns = named ?? columnsByNumber(first.length);
        if (named ?? isHeading(first, columns)) return;
      }
      const problem = readLine(csvFields(trimmed, separator), columns);
      if (problem !== undefined) collector.problem(`line ${number}: ${problem}`);
    },
    end: () => collector.measurements(),
  };

  function readLine(fields: readonly string[], { time, name, value }: Columns): string | undefined {
    const text = fields[value];
    if (text === undefined || text === '') return 'it has no value';
    const parsed = Number(text);
    if (!Number.isFinite(parsed)) return `the value is no finite number: ${shown(text)}`;
    const at = time === undefined ? undefined : parseTime(fields[time] ?? '');
    if (Number.isNaN(at)) return `the time is none: ${shown(fields[time as number] ?? '')}`;
    collector.add(name === undefined ? nameless : (fields[name] ?? ''), at, parsed);
    return undefined;
  }
}

function columnsByHeading(fields: readonly string[]): Columns | undefined {
  const find = (heading: RegExp) => {
    const at = fields.findIndex((field) => heading.test(field));
    return at < 0 ? undefined : at;
  };
  const value = find(HEADINGS.value);
  return value === undefined ? undefined : { time: find(HEADINGS.time), name: find(HEADINGS.name), value };
}

function columnsByNumber(count: number): Columns {
  if (count === 1) return { time: undefined, name: undefined, value: 0 };
  return count === 2 ? { time: 0, name: undefined, value: 1 } : { time: 0, name: 1, value: 2 };
}

/** A first line whose value is a word is a heading, whatever it says. */
function isHeading(fields: readonly string[], { value }: Columns): boolean {
  return !Number.isFinite(Number(fields[value])) && /[a-z]/i.test(fields[value] ?? '');
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
