import type { WireCursor } from '@killrvideo/grpc/wire-format';

/** Where metrics are read from, and where the next one begins. */
export interface MetricBytes extends WireCursor {
  readonly view: DataView;
}

/** The values read so far, in `list` up to `count`. */
export interface Values {
  list: Float64Array;
  count: number;
}

const METRIC = 0x0a; // OutliersRequest.metrics: a sub-message
const TIME = 0x0a; // Metric.time: a sub-message
const SECONDS = 0x08; // Timestamp.seconds: a varint
const NANOS = 0x10; // Timestamp.nanos: a varint
const NAME = 0x12; // Metric.name: text
const VALUE = 0x19; // Metric.value: eight bytes

/** Lengths and characters above take more than one byte. */
const MAX_BYTE = 0x7f;
const MAX_VARINT_BYTES = 10;
/** The bit of each of four bytes that says that another one follows. */
const FOUR_GO_ON = 0x80808080 | 0;

/**
 * Reads metrics as every encoder writes them: time, name and value in this order, each at most once, the name in ASCII,
 * below 128 bytes. Stops at `end`, when `values.list` is full, or before the first metric that is anything else, which
 * need not be wrong. Nothing is created for a metric: this is what a large message spends its time in.
 */
export function readUsualMetrics(from: MetricBytes, end: number, values: Values): void {
  const { bytes, view } = from;
  const { list } = values;
  const room = list.length;
  let { at } = from;
  let { count } = values;

  while (at < end && count < room && bytes[at] === METRIC) {
    const length = bytes[at + 1] as number;
    let p = at + 2;
    const metricEnd = p + length;
    if (length > MAX_BYTE || !(metricEnd <= bytes.length)) break;

    if (p < metricEnd && bytes[p] === TIME) {
      const timeEnd = p + 2 + (bytes[p + 1] as number);
      if (timeEnd > metricEnd) break;
      p += 2;
      if (p < timeEnd && bytes[p] === SECONDS) p = afterVarint(bytes, view, p + 1, timeEnd);
      if (p < timeEnd && bytes[p] === NANOS) p = afterVarint(bytes, view, p + 1, timeEnd);
      if (p !== timeEnd) break;
    }
    if (p < metricEnd && bytes[p] === NAME) {
      const nameEnd = p + 2 + (bytes[p + 1] as number);
      if (nameEnd > metricEnd) break;
      let characters = 0;
      for (p += 2; p < nameEnd; p++) characters |= bytes[p] as number;
      if (characters > MAX_BYTE) break;
    }
    if (p === metricEnd) list[count++] = 0;
    else if (p + 9 === metricEnd && bytes[p] === VALUE) list[count++] = view.getFloat64(p + 1, true);
    else break;
    at = metricEnd;
  }
  from.at = at;
  values.count = count;
}

/** Where the varint ends that begins at `p`; beyond `end` when it does not end there. */
function afterVarint(bytes: Uint8Array, view: DataView, p: number, end: number): number {
  // Seconds since 1978, and most nanos, have five bytes: one look at four of them, instead of one at each.
  const fifth = p + 4;
  if (fifth < end && (view.getInt32(p) & FOUR_GO_ON) === FOUR_GO_ON && (bytes[fifth] as number) <= MAX_BYTE) {
    return fifth + 1;
  }
  for (let count = 0; count < MAX_VARINT_BYTES && p < end; count++) {
    if ((bytes[p++] as number) <= MAX_BYTE) return p;
  }
  return end + 1;
}
