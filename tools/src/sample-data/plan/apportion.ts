/**
 * Shares `total` out in whole parts by weight (largest remainders); the parts add up to `total`. No part is above
 * `most`: what is cut off there goes to the rest, and only when all are full is some of `total` left over.
 */
export function apportion(total: number, weights: readonly number[], most = Infinity): number[] {
  const full = new Set<number>();
  let exact: number[];
  for (;;) {
    const left = Math.max(0, total - full.size * (full.size === 0 ? 0 : most));
    const sum = weights.reduce((all, weight, index) => all + (full.has(index) ? 0 : weight), 0);
    exact = weights.map((weight, index) => (full.has(index) ? most : (left * weight) / sum));
    const before = full.size;
    exact.forEach((share, index) => {
      if (share > most) full.add(index);
    });
    if (full.size === before) break;
  }
  const parts = exact.map(Math.floor);
  const wanted = Math.min(total, most * weights.length);
  const missing = wanted - parts.reduce((all, part) => all + part, 0);
  exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .filter(({ index }) => !full.has(index))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index)
    .slice(0, missing)
    .forEach(({ index }) => (parts[index] = (parts[index] ?? 0) + 1));
  return parts;
}
