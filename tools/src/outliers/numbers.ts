/** A number as people read it: four digits that count, thousands apart. */
export function shownNumber(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : '?';
  const rounded = Number(value.toPrecision(4));
  const size = Math.abs(rounded);
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) return rounded.toExponential();
  return rounded.toLocaleString('en', { maximumFractionDigits: 10 }).replace('-', '−');
}

/** A point in time, UTC, to the second. */
export function shownTime(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '?' : date.toISOString().slice(0, 19).replace('T', ' ');
}

/** What is normal: `2 to 17`, `up to 17`. */
export function shownBand({ lower, upper }: { lower: number; upper: number }): string {
  if (lower === -Infinity) return `up to ${shownNumber(upper)}`;
  if (upper === Infinity) return `from ${shownNumber(lower)}`;
  return `${shownNumber(lower)} to ${shownNumber(upper)}`;
}
