import { undecodable } from './undecodable';
import {
  MAX_DEPTH,
  readEnd,
  readTag,
  skipBytes,
  skipText,
  skipVarint,
  WIRE_TYPE,
  type WireCursor,
} from './wire-format';
import type { DelimitedContent, WireTable } from './wire-table';

/** Far more than most requests need; without a bound, a cheap message of millions of empty fields holds up all others. */
const DEFAULT_MAX_FIELDS = 10_000;

const UNKNOWN_FIELDS: WireTable = new Map();

/**
 * Throws what is wrong with a serialized message by the rules of the wire format, as `undecodable`. ts-proto's decoders
 * let pass what others refuse: field number 0, a stray end of group, a sub-message longer than the message around it,
 * bad UTF-8. Unknown fields are fine as long as they are well formed; so is a known field with another wire type, which
 * parsers treat as unknown.
 */
export function checkWireFormat(bytes: Uint8Array, table: WireTable, maxFields = DEFAULT_MAX_FIELDS): void {
  const cursor: WireCursor = { bytes, at: 0 };
  let fields = 0;

  /** Reads fields up to `end`; inside a group, up to the end tag of `group`. */
  const message = (known: WireTable, end: number, depth: number, group?: number): void => {
    if (depth > MAX_DEPTH) throw undecodable('messages are nested too deeply');
    while (cursor.at < end) {
      if (++fields > maxFields) throw undecodable(`it has more than ${maxFields} fields`);
      const tag = readTag(cursor, end);
      const field = tag >>> 3;
      if (field === 0) throw undecodable('field number 0 does not exist');
      switch (tag & 7) {
        case WIRE_TYPE.varint:
          skipVarint(cursor, end);
          break;
        case WIRE_TYPE.fixed64:
          skipBytes(cursor, 8, end);
          break;
        case WIRE_TYPE.fixed32:
          skipBytes(cursor, 4, end);
          break;
        case WIRE_TYPE.delimited:
          delimited(field, known.get(field), readEnd(cursor, end), depth);
          break;
        case WIRE_TYPE.groupStart:
          message(UNKNOWN_FIELDS, end, depth + 1, field);
          break;
        case WIRE_TYPE.groupEnd:
          if (field !== group) throw undecodable('a group ends that was not begun');
          return;
        default:
          throw undecodable(`wire type ${tag & 7} does not exist`);
      }
    }
    if (group !== undefined) throw undecodable('a group has no end');
  };

  const delimited = (
    field: number,
    content: DelimitedContent | undefined,
    end: number,
    depth: number,
  ): void => {
    if (content?.kind === 'text') skipText(cursor, field, end);
    else if (content?.kind === 'message') message(content.message, end, depth + 1);
    else if (content?.kind === 'packed') skipPacked(cursor, content.of, end);
    else cursor.at = end; // whatever it is, no rule looks into it
  };

  message(table, bytes.length, 0);
}

function skipPacked(cursor: WireCursor, of: 'varint' | 'fixed32' | 'fixed64', end: number): void {
  if (of === 'varint') {
    while (cursor.at < end) skipVarint(cursor, end);
  } else if ((end - cursor.at) % (of === 'fixed64' ? 8 : 4) !== 0) {
    throw undecodable('a packed list ends inside a number');
  }
  cursor.at = end;
}
