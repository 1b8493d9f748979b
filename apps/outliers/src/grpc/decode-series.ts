import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { Rule, type DetectInSeriesRequest, type Series } from '@killrvideo/proto/outliers-v1';

/** A request whose values stand side by side in memory, and not in a list of JavaScript's. */
export interface DecodedSeriesRequest extends Omit<DetectInSeriesRequest, 'series'> {
  series: DecodedSeries[];
}

export interface DecodedSeries extends Omit<Series, 'values'> {
  values: Float64Array;
}

const DOUBLE_BYTES = 8;

/**
 * Decodes a request whose wire format was checked. The generated decoder takes each value for itself, and would hold
 * up all other calls for a fifth of a second with four million of them; copied as they are they take a few milliseconds.
 */
export function decodeSeriesRequest(bytes: Uint8Array): DecodedSeriesRequest {
  const reader = new BinaryReader(bytes);
  const request: DecodedSeriesRequest = { series: [], rule: undefined };
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (field === 1 && type === WireType.LengthDelimited) request.series.push(decodeSeries(reader.bytes()));
    else if (field === 2 && type === WireType.LengthDelimited) request.rule = Rule.decode(reader.bytes());
    else reader.skip(type, field);
  }
  return request;
}

function decodeSeries(bytes: Uint8Array): DecodedSeries {
  const reader = new BinaryReader(bytes);
  const parts: Uint8Array[] = [];
  const series: Omit<DecodedSeries, 'values'> = { name: '', rule: undefined };
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (field === 1 && type === WireType.LengthDelimited) series.name = reader.string();
    else if (field === 2 && type === WireType.LengthDelimited) parts.push(reader.bytes());
    else if (field === 2 && type === WireType.Bit64) {
      parts.push(bytes.subarray(reader.pos, (reader.pos += DOUBLE_BYTES)));
    } else if (field === 3 && type === WireType.LengthDelimited) series.rule = Rule.decode(reader.bytes());
    else reader.skip(type, field);
  }
  return { ...series, values: doublesOf(parts) };
}

/** Little-endian, on the wire as in the memory of every machine that Node runs on but one (s390x). */
function doublesOf(parts: readonly Uint8Array[]): Float64Array {
  const doubles = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0) / DOUBLE_BYTES);
  const bytes = new Uint8Array(doubles.buffer);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return doubles;
}
