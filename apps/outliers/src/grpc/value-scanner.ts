import { isUtf8 } from 'node:buffer';

import { undecodable } from '@killrvideo/grpc';

import { readUsualMetrics, type MetricBytes, type Values } from './usual-metrics';

/** Reads the values of a serialized pb.OutliersRequest, step by step. */
export interface ValueScanner {
  /** Reads on, for about a millisecond at most; false when all is read. Throws when the bytes do not decode. */
  step(): boolean;
  /** What was read. */
  values(): Float64Array;
}

/** Bytes of usual metrics, and fields of others, that one step reads. */
const STEP_BYTES = 256 * 1024;
const STEP_FIELDS = 16 * 1024;

/** As deep as the protobuf implementations of other languages go: the request, and 100 messages or groups in it. */
const MAX_OPEN = 101;

const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const GROUP_START = 3;
const GROUP_END = 4;
const FIXED32 = 5;

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
 * Python's protobuf, whose answers Detect repeats.
 */
export function valueScanner(bytes: Uint8Array): ValueScanner {
  const from: MetricBytes = {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    at: 0,
  };
  const values: Values = { list: new Float64Array(expectedMetrics(bytes)), count: 0 };
  const open: Open[] = [{ is: 'request', end: bytes.length }];
  let value = 0; // of the metric that is being read field by field

  const keep = (kept: number): void => {
    if (values.count === values.list.length) values.list = grown(values.list, bytes.length);
    values.list[values.count++] = kept;
  };

  const begin = (message: Open): void => {
    if (open.length === MAX_OPEN) throw undecodable('messages are nested too deeply');
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
    const tag = readUint32(from, end, 'a tag');
    const field = tag >>> 3;
    if (field === 0 && group === undefined) throw undecodable('field number 0 does not exist');
    switch (tag & 7) {
      case VARINT:
        skipVarint(from, end);
        return;
      case FIXED64: {
        const start = from.at;
        skip(from, 8, end);
        if (is === 'metric' && field === 3) value = from.view.getFloat64(start, true);
        return;
      }
      case FIXED32:
        skip(from, 4, end);
        return;
      case DELIMITED: {
        const length = readUint32(from, end, 'a length');
        if (length > end - from.at) throw undecodable('a field is longer than the message around it');
        if (is === 'request' && field === 1) begin({ is: 'metric', end: from.at + length });
        else if (is === 'metric' && field === 1) begin({ is: 'other', end: from.at + length });
        else {
          if (is === 'metric' && field === 2) checkText(bytes, from.at, from.at + length);
          from.at += length;
        }
        return;
      }
      case GROUP_START:
        begin({ is: 'other', end, group: field });
        return;
      case GROUP_END:
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
  };
}

/** As many as there are when all are as long as the first; at least room for one. */
function expectedMetrics(bytes: Uint8Array): number {
  const first = bytes.length > 1 ? 2 + ((bytes[1] as number) & 0x7f) : 2;
  return Math.ceil(bytes.length / first) + 1;
}

/** Twice as long, but never longer than metrics of two bytes each could fill. */
function grown(list: Float64Array, bytes: number): Float64Array {
  const longer = new Float64Array(Math.min(list.length * 2, (bytes >>> 1) + 1));
  longer.set(list);
  return longer;
}

/** A varint that must fit 32 bits (its fifth byte holds four of them). */
function readUint32(from: MetricBytes, end: number, what: string): number {
  let result = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = readByte(from, end);
    if (shift === 28 && byte > 0x0f) break;
    result |= (byte & 0x7f) << shift;
    if (byte < 0x80) return result >>> 0;
  }
  throw undecodable(`${what} is too large`);
}

function skipVarint(from: MetricBytes, end: number): void {
  for (let count = 0; count < 10; count++) if (readByte(from, end) < 0x80) return;
  throw undecodable('a number has more than ten bytes');
}

function skip(from: MetricBytes, length: number, end: number): void {
  if (length > end - from.at) throw undecodable('the message is cut off');
  from.at += length;
}

function readByte(from: MetricBytes, end: number): number {
  if (from.at >= end) throw undecodable('the message is cut off');
  return from.bytes[from.at++] as number;
}

function checkText(bytes: Uint8Array, start: number, end: number): void {
  if (!isUtf8(bytes.subarray(start, end))) throw undecodable('the text of field 2 is not UTF-8');
}
