import {
  createFileRegistry,
  fromBinary,
  ScalarType,
  type DescField,
  type DescMessage,
} from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

/** What the content of a length-delimited field must be. */
export type DelimitedContent =
  | { readonly kind: 'text' }
  | { readonly kind: 'message'; readonly message: WireTable }
  | { readonly kind: 'packed'; readonly of: 'varint' | 'fixed32' | 'fixed64' };

/** The fields of a message that may be length-delimited, by number; all others need no look into their content. */
export type WireTable = ReadonlyMap<number, DelimitedContent>;

/** The request message of every method in a FileDescriptorSet, by method path (`/package.Service/Method`). */
export function wireTablesByPath(descriptorSet: Uint8Array): ReadonlyMap<string, WireTable> {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptorSet));
  const tables = new Map<DescMessage, Map<number, DelimitedContent>>();

  const tableOf = (message: DescMessage): WireTable => {
    const known = tables.get(message);
    if (known !== undefined) return known;
    const table = new Map<number, DelimitedContent>();
    tables.set(message, table); // before its fields: messages may contain themselves
    for (const field of message.fields) {
      const content = contentOf(field, tableOf);
      if (content !== undefined) table.set(field.number, content);
    }
    return table;
  };

  const byPath = new Map<string, WireTable>();
  for (const type of registry) {
    if (type.kind !== 'service') continue;
    for (const method of type.methods) byPath.set(`/${type.typeName}/${method.name}`, tableOf(method.input));
  }
  return byPath;
}

function contentOf(
  field: DescField,
  tableOf: (message: DescMessage) => WireTable,
): DelimitedContent | undefined {
  if (field.fieldKind === 'map') return { kind: 'message', message: entryOf(field, tableOf) };
  if (field.message !== undefined) return { kind: 'message', message: tableOf(field.message) };
  if (field.scalar === ScalarType.STRING) return { kind: 'text' };
  if (field.scalar === ScalarType.BYTES) return undefined;
  // Parsers must accept repeated numbers packed whether or not they are declared so.
  return field.fieldKind === 'list' ? { kind: 'packed', of: widthOf(field.scalar) } : undefined;
}

/** On the wire a map is a list of messages: 1 is the key, 2 the value. */
function entryOf(
  field: DescField & { fieldKind: 'map' },
  tableOf: (message: DescMessage) => WireTable,
): WireTable {
  const entry = new Map<number, DelimitedContent>();
  if (field.mapKey === ScalarType.STRING) entry.set(1, { kind: 'text' });
  if (field.mapKind === 'message') entry.set(2, { kind: 'message', message: tableOf(field.message) });
  else if (field.scalar === ScalarType.STRING) entry.set(2, { kind: 'text' });
  return entry;
}

function widthOf(scalar: ScalarType | undefined): 'varint' | 'fixed32' | 'fixed64' {
  switch (scalar) {
    case ScalarType.DOUBLE:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return 'fixed64';
    case ScalarType.FLOAT:
    case ScalarType.FIXED32:
    case ScalarType.SFIXED32:
      return 'fixed32';
    default:
      return 'varint'; // enums, too
  }
}
