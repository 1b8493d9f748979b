/** From these sizes on a number counts nano-, micro- or milliseconds; below, seconds since 1970. */
const UNITS = [
  { from: 1e17, perMs: 1e6 },
  { from: 1e14, perMs: 1e3 },
  { from: 1e11, perMs: 1 },
  { from: 0, perMs: 1e-3 },
];

/**
 * Milliseconds since 1970 of a time as people and programs write it: a number, or a date with or without a time; UTC
 * where no zone is named. NaN when it is none.
 */
export function parseTime(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') return NaN;
  const number = Number(trimmed);
  if (Number.isFinite(number)) {
    const { perMs } = UNITS.find(({ from }) => Math.abs(number) >= from) ?? { perMs: 1 };
    return number / perMs;
  }
  const hasZone = /(Z|[+-]\d\d:?\d\d|[A-Z]{3})$/i.test(trimmed);
  const hasTime = trimmed.includes(':');
  return Date.parse(hasTime && !hasZone ? `${trimmed.replace(' ', 'T')}Z` : trimmed);
}
