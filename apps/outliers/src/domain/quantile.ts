/**
 * The value below which a share of the sorted values lies, interpolated linearly between two of them: type 7 of Hyndman
 * and Fan, what numpy and R do by default. There must be a value.
 */
export function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (position - below);
}
