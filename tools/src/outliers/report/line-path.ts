/** Positions in a picture. */
export interface Points {
  readonly length: number;
  readonly x: (at: number) => number;
  readonly y: (at: number) => number;
}

/** More points than two a column cannot be told apart. */
const POINTS_A_COLUMN = 2;

/**
 * The line through the points as the path of an SVG. Of many points in one column of the picture only the lowest and
 * the highest are drawn, which looks the same and keeps a report of long series small.
 */
export function linePath(points: Points, width: number): string {
  if (points.length <= width * POINTS_A_COLUMN) {
    return pathThrough(Array.from({ length: points.length }, (_, at) => [points.x(at), points.y(at)]));
  }
  const through: [number, number][] = [];
  for (let at = 0; at < points.length;) {
    const column = Math.floor(points.x(at));
    let [low, high] = [at, at];
    for (; at < points.length && Math.floor(points.x(at)) === column; at++) {
      if (points.y(at) < points.y(low)) low = at;
      if (points.y(at) > points.y(high)) high = at;
    }
    for (const each of low <= high ? [low, high] : [high, low])
      through.push([points.x(each), points.y(each)]);
  }
  return pathThrough(through);
}

function pathThrough(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}
