/** What a text says of a time, as far as it can be told without its column. */
export type TimeReading =
  /** Milliseconds since 1970. */
  | { readonly kind: 'instant'; readonly ms: number }
  /** Since 1970, in a unit that its size must tell. */
  | { readonly kind: 'count'; readonly count: number }
  /** 05/03/2024: which is the month? `ms` is what comes on top of the day. */
  | {
      readonly kind: 'numbered';
      readonly first: number;
      readonly second: number;
      readonly year: number;
      readonly ms: number;
    }
  | { readonly kind: 'none'; readonly why: string };

const EXPECTED = 'expected is a date such as 2024-01-31 12:30:00, or seconds since 1970';
const DAY_MS = 86_400_000;
const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];

const COUNT = /^[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?$/i;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/.-])/;
const YEAR_AND_MONTH = /^(\d{4})-(\d{2})$/;
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(?:(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d:?\d\d)?)?$/i;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?![\d/.-])/;
const DAY_AND_NAME = /^(\d{1,2})(?:st|nd|rd|th)?[-/ .]+([a-z]{3,9})\.?[-/ ,]+(\d{4})(?!\d)/i;
const NAME_AND_DAY = /^([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?![\d:])/i;
/** As C's asctime and `date` write it: the year comes last. */
const ASCTIME = /^([a-z]{3}) +(\d{1,2}) +([\d:.]+)(?: +(UTC|GMT))? +(\d{4})$/i;
const WEEKDAY =
  /^(?:mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)[, ]+/i;
const TWO_DIGITS = /^\d{1,2}(?:[-/.]\d{1,2}[-/.]|[-/ .]+[a-z]{3,9}[-/ ,]+)\d\d(?!\d)/i;
const NO_YEAR = /^(?:[a-z]{3,9}\.? +\d{1,2}|\d{1,2} +[a-z]{3,9})(?: |$)/i;
const TIME_OF_DAY = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?: ?([ap])\.?m\.?)?(?: ?(\S.*))?$/i;
const OFFSET = /^(?:UTC|GMT)?([+-])(\d\d)(?::?(\d\d))?(?: ?\(.*\)|\[.*\])?$/i;

/**
 * Reads a time as people and programs write it; UTC where no zone is named. Days that no calendar has, years of two
 * digits and zones that are known by letters only are none: the reason says so.
 */
export function parseTime(given: string): TimeReading {
  const text = given.trim().replace(/^\[(.*)\]$/, '$1');
  const compact = compactTime(text);
  if (compact !== undefined) return compact;
  if (COUNT.test(text)) return { kind: 'count', count: Number(text.replace(',', '.')) };

  let found = YEAR_FIRST.exec(text);
  if (found) return onDay(Number(found[1]), Number(found[3]), Number(found[4]), after(text, found));
  found = YEAR_AND_MONTH.exec(text);
  if (found) return onDay(Number(found[1]), Number(found[2]), 1, '');
  found = YEAR_LAST.exec(text);
  if (found) return numberedDay(text, found);

  const words = text.replace(WEEKDAY, '');
  found = DAY_AND_NAME.exec(words);
  if (found)
    return onDay(Number(found[3]), monthOf(found[2] as string), Number(found[1]), after(words, found));
  found = NAME_AND_DAY.exec(words);
  if (found)
    return onDay(Number(found[3]), monthOf(found[1] as string), Number(found[2]), after(words, found));
  found = ASCTIME.exec(words);
  if (found)
    return onDay(
      Number(found[5]),
      monthOf(found[1] as string),
      Number(found[2]),
      `${found[3]} ${found[4] ?? ''}`.trim(),
    );
  return none(reasonOf(words));
}

/** A time of day alone, which a column of dates beside it may complete. */
export function isTimeOfDay(text: string): boolean {
  const trimmed = text.trim();
  return trimmed !== '' && typeof timeOfDay(trimmed) === 'number';
}

/** Milliseconds since 1970 of a day's beginning; NaN when the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): number {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return NaN;
  const ms = Date.UTC(year, month - 1, day);
  return new Date(ms).getUTCDate() === day ? ms : NaN;
}

function compactTime(text: string): TimeReading | undefined {
  const found = COMPACT.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hours, minutes, seconds = '00', fraction, zone = ''] = found;
  const onlyDigits = /^\d+$/.test(text);
  const time = hours === undefined ? '' : `${hours}:${minutes}:${seconds}.${fraction ?? 0} ${zone}`.trim();
  const reading = onDay(Number(year), Number(month), Number(day), time);
  // Digits alone may count seconds; they are a day only if a calendar of our days has it.
  const ofOurs = reading.kind === 'instant' && Number(year) >= 1900 && Number(year) < 2100;
  return onlyDigits && !ofOurs ? undefined : reading;
}

function numberedDay(text: string, found: RegExpExecArray): TimeReading {
  const [, first, , second, year] = found.map(Number) as [number, number, number, number, number];
  const ms = timeOfDay(after(text, found));
  if (typeof ms === 'string') return none(ms);
  const [dayFirst, monthFirst] = [dayOf(year, second, first), dayOf(year, first, second)];
  if (Number.isNaN(dayFirst) && Number.isNaN(monthFirst)) return none('there is no such day');
  return { kind: 'numbered', first, second, year, ms };
}

function onDay(year: number, month: number, day: number, rest: string): TimeReading {
  const start = dayOf(year, month, day);
  if (month === 0) return none('the name of the month is not known: English names are');
  if (Number.isNaN(start)) return none(year < 1000 ? 'the year is below 1000' : 'there is no such day');
  const ms = timeOfDay(rest);
  return typeof ms === 'string' ? none(ms) : { kind: 'instant', ms: start + ms };
}

/** Milliseconds since midnight UTC, or what is wrong. */
function timeOfDay(text: string): number | string {
  if (text === '') return 0;
  const found = TIME_OF_DAY.exec(text);
  if (!found) return EXPECTED;
  const [, hours, minutes, seconds = '0', fraction = '0', half, zone = ''] = found;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return 'there is no such time of day';
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  const isMidnight = hour === 24 && Number(minutes) === 0 && Number(seconds) === 0;
  if ((hour > 23 && !isMidnight) || Number(minutes) > 59 || Number(seconds) > 59)
    return 'there is no such time of day';
  const offset = offsetOf(zone);
  if (offset === undefined)
    return `the zone ${zone.slice(0, 20)} is not known: write Z or an offset such as +01:00`;
  const ofDay = ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return ofDay + Number(`0.${fraction}`) * 1000 - offset;
}

function offsetOf(zone: string): number | undefined {
  if (zone === '' || /^(Z|UTC|GMT)$/i.test(zone)) return 0;
  const found = OFFSET.exec(zone);
  if (!found) return undefined;
  const [, sign, hours, minutes = '0'] = found;
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return ms > DAY_MS || Number(minutes) > 59 ? undefined : sign === '-' ? -ms : ms;
}

/** What follows the day: between them stands a T, a blank, a comma, or (in logs of web servers) a colon. */
function after(text: string, found: RegExpExecArray): string {
  return text.slice(found[0].length).replace(/^(?:T|[ ,:_]+)/i, '');
}

/** 1 to 12 by a name or its first three letters; 0 when it is none. */
function monthOf(name: string): number {
  const small = name.toLowerCase();
  return (
    MONTHS.findIndex(
      (month) =>
        month === small || month.slice(0, 3) === small || (small === 'sept' && month === 'september'),
    ) + 1
  );
}

function reasonOf(text: string): string {
  if (TWO_DIGITS.test(text)) return 'its year has two digits: write all four';
  if (isTimeOfDay(text)) return 'it is a time of day without a date';
  if (NO_YEAR.test(text)) return 'it has no year: write one';
  return EXPECTED;
}

function none(why: string): TimeReading {
  return { kind: 'none', why };
}
