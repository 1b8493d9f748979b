import {
  fromBinary,
  toJson,
  type DescField,
  type DescMessage,
  type JsonObject,
  type JsonValue,
} from '@bufbuild/protobuf';
import type { OutboxEvent } from '@killrvideo/events';

import { visibleText } from '../workspace/visible-text';
import { messages, shortType } from './event-types';

/** Shown as the text that they hold. */
const IDS = new Set(['killrvideo.common.Uuid', 'killrvideo.common.TimeUuid']);
const TIME = 'google.protobuf.Timestamp';

/** One line: when it happened, its short type, and what it says. */
export function shownEvent({ type, at, message }: Pick<OutboxEvent, 'type' | 'at' | 'message'>): string {
  return `${shownMicros(at)}  ${visibleText(shortType(type))}  ${shownMessage(type, message)}`;
}

/** Microseconds since 1970 as a time in UTC, to the millisecond. */
export function shownMicros(at: bigint): string {
  return new Date(Number(at / 1000n)).toISOString();
}

/** `{ name: value, … }` on one line; bytes in hex where the type is unknown, or they are not of it. */
export function shownMessage(type: string, bytes: Uint8Array): string {
  const fields = shownFields(type, bytes);
  return fields === undefined ? shownBytes(bytes) : shownObject(fields);
}

/** Each field that a message has, `name: value`; undefined where the type is unknown, or the bytes are not of it. */
export function shownFields(type: string, bytes: Uint8Array): string[] | undefined {
  const known = messages.getMessage(type);
  if (known === undefined) return undefined;
  try {
    const options = { useProtoFieldName: true, alwaysEmitImplicit: true };
    return fieldsOf(known, toJson(known, fromBinary(known, bytes), options));
  } catch {
    return undefined;
  }
}

export function shownBytes(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes).toString('hex')}`;
}

function fieldsOf({ fields }: DescMessage, json: JsonValue): string[] {
  const values = json as JsonObject;
  return fields.flatMap((field) => {
    const value = values[field.name];
    return value === undefined ? [] : [`${field.name}: ${shownValue(field, value)}`];
  });
}

function shownValue({ message }: DescField, value: JsonValue): string {
  const shown = (one: JsonValue): string => {
    if (message === undefined) return visibleText(JSON.stringify(one));
    if (IDS.has(message.typeName)) return visibleText((one as { value: string }).value);
    return message.typeName === TIME ? (one as string) : shownObject(fieldsOf(message, one));
  };
  return Array.isArray(value) ? `[${value.map(shown).join(', ')}]` : shown(value);
}

function shownObject(fields: readonly string[]): string {
  return `{ ${fields.join(', ')} }`;
}
