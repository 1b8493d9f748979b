import type { BufferPool } from '@killrvideo/grpc/large-messages';
import {
  MAX_DEPTH,
  readEnd,
  readTag,
  skipBytes,
  skipText,
  skipVarint,
  undecodable,
  WIRE_TYPE,
} from '@killrvideo/grpc/wire-format';

import { readUsualMetrics, type MetricBytes, type Values } from './usual-metrics';

/** Reads the values of a serialized pb.OutliersRequest, step by step. */
export interface ValueScanner {
  /** Reads on, for about a millisecond at most; false when all is read. Throws when the bytes do not decode. */
  step(): boolean;
  /** What was read. */
  values(): Float64Array;
  /** Gives the memory of the values back: nobody looks at them any more. */
  release(): void;
}

/** Bytes of usual metrics, and fields of others, that one step reads. */
const STEP_BYTES = 256 * 1024;
const STEP_FIELDS = 16 * 1024;

/** A message or group that is being read. */
interface Open {
  readonly is: 'request' | 'metric' | 'other';
  readonly end: number;
  /** The field number of a group. */
  readonly group?: number;
}

/**
 * Values straight from the bytes: decoding a million metrics into objects would take most of a second and hold up
 * every other call for as long. Metrics of the usual form are read by `readUsualMetrics`; whatever else the wire format
 * allows (another order, repeats of which the last counts, unknown fields, groups, longer names) is read field by
 * field here, by the rules of libs/grpc's check of the wire format. Only field number 0 in a group passes, as it does in
 * Python's protobuf, whose answers Detect repeats. The values are kept in memory of the pool, until `release`.
 */
export function valueScanner(bytes: Uint8Array, pool: BufferPool): ValueScanner {
  const from: MetricBytes = {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    at: 0,
  };
  const values: Values = { list: doubles(pool, expectedMetrics(bytes)), count: 0 };
  const open: Open[] = [{ is: 'request', end: bytes.length }];
  let value = 0; // of the metric that is being read field by field

  /** Twice as long, but never longer than metrics of two bytes each could fill. */
  const grow = (): void => {
    const { list } = values;
    values.list = doubles(pool, Math.min(list.length * 2, (bytes.length >>> 1) + 1));
    values.list.set(list);
    pool.giveBack(list);
  };

  const keep = (kept: number): void => {
    if (values.count === values.list.length) grow();
    values.list[values.count++] = kept;
  };

  const begin = (message: Open): void => {
    if (open.length > MAX_DEPTH) throw undecodable('messages are nested too deeply');
    if (message.is === 'metric') value = 0;
    open.push(message);
  };

  /** Closes what ends here; the request itself stays open. */
  const closeEnded = (): void => {
    for (let last = open.length - 1; last > 0; last--) {
      const { is, end, group } = open[last] as Open;
      if (from.at < end) return;
      if (group !== undefined) throw undecodable('a group has no end');
      if (is === 'metric') keep(value);
      open.pop();
    }
  };

  const readField = (within: Open): void => {
    const { is, end, group } = within;
    const tag = readTag(from, end);
    const field = tag >>> 3;
    if (field === 0 && group === undefined) throw undecodable('field number 0 does not exist');
    switch (tag & 7) {
      case WIRE_TYPE.varint:
        return skipVarint(from, end);
      case WIRE_TYPE.fixed64: {
        const { at } = from;
        skipBytes(from, 8, end);
        if (is === 'metric' && field === 3) value = from.view.getFloat64(at, true);
        return;
      }
      case WIRE_TYPE.fixed32:
        return skipBytes(from, 4, end);
      case WIRE_TYPE.delimited: {
        const fieldEnd = readEnd(from, end);
        if (is === 'request' && field === 1) begin({ is: 'metric', end: fieldEnd });
        else if (is === 'metric' && field === 1) begin({ is: 'other', end: fieldEnd });
        else if (is === 'metric' && field === 2) skipText(from, field, fieldEnd);
        else from.at = fieldEnd;
        return;
      }
      case WIRE_TYPE.groupStart:
        return begin({ is: 'other', end, group: field });
      case WIRE_TYPE.groupEnd:
        if (field !== group) throw undecodable('a group ends that was not begun');
        open.pop();
        return;
      default:
        throw undecodable(`wire type ${tag & 7} does not exist`);
    }
  };

  return {
    step() {
      const stepEnd = from.at + STEP_BYTES;
      for (let fields = 0; fields < STEP_FIELDS && from.at < stepEnd; fields++) {
        closeEnded();
        if (open.length === 1) readUsualMetrics(from, Math.min(stepEnd, bytes.length), values);
        if (from.at === bytes.length && open.length === 1) return false;
        if (from.at < (open.at(-1) as Open).end) readField(open.at(-1) as Open);
      }
      return true;
    },
    values: () => values.list.subarray(0, values.count),
    release: () => pool.giveBack(values.list),
  };
}

/** As many as there are when all are as long as the first; at least room for one. */
function expectedMetrics(bytes: Uint8Array): number {
  const first = bytes.length > 1 ? 2 + ((bytes[1] as number) & 0x7f) : 2;
  return Math.ceil(bytes.length / first) + 1;
}

function doubles(pool: BufferPool, count: number): Float64Array {
  const { buffer, byteOffset } = pool.take(count * Float64Array.BYTES_PER_ELEMENT);
  return new Float64Array(buffer, byteOffset, count);
}
