import type { Write } from '@killrvideo/cassandra';

/** Cassandra warns of batches that have more: of 10 partitions, and of 5 KiB with what each row has besides. */
const MOST_ROWS = 10;
const MOST_BYTES = 3 * 1024;

/** Writes in their order, as many together as a batch may have; one alone may be larger. */
export function portionsOfWrites(writes: readonly Write[]): Write[][] {
  const portions: Write[][] = [];
  let bytes = Infinity;
  for (const write of writes) {
    const size = bytesOf(write);
    const last = portions.at(-1);
    if (last === undefined || last.length === MOST_ROWS || bytes + size > MOST_BYTES) {
      portions.push([write]);
      bytes = size;
    } else {
      last.push(write);
      bytes += size;
    }
  }
  return portions;
}

/** Of its texts: all else is small. */
function bytesOf({ params }: Write): number {
  return params.reduce<number>(
    (sum, each) => sum + (typeof each === 'string' ? Buffer.byteLength(each) : 8),
    0,
  );
}
