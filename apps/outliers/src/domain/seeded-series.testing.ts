export type SeriesKind = 'uniform' | 'offset' | 'heavy' | 'spiked';

/** The series that fixtures/detect.py calls `seeded`, the same bit for bit. */
export function seededSeries(kind: SeriesKind, length: number, seed: number, scale: number): Float64Array {
  const values = new Float64Array(length);
  for (let at = 0; at < length; at++) {
    const u = uniform(seed + (at + 1) * 0x6d2b79f5);
    values[at] = shaped(kind, at, u, scale);
  }
  return values;
}

function shaped(kind: SeriesKind, at: number, u: number, scale: number): number {
  switch (kind) {
    case 'uniform':
      return u * scale;
    case 'offset':
      return u * scale + 1e9;
    case 'heavy':
      return scale / u;
    case 'spiked':
      return at % 23 === 7 ? u * scale * 50 : u * scale;
  }
}

/** mulberry32 with its state given: above 0, at most 1. */
function uniform(state: number): number {
  const a = (state % 2 ** 32) | 0;
  let t = Math.imul(a ^ (a >>> 15), a | 1);
  t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
  return (((t ^ (t >>> 14)) >>> 0) + 1) / 4294967296;
}
