import type { types } from 'cassandra-driver';

/** A row as statements return it, its columns by name. */
export type Row = types.Row;

/** A uuid or timeuuid column as its 36-character text in lower case; undefined for null. */
export function uuidColumn(row: Row, name: string): string | undefined {
  const uuid = row[name] as types.Uuid | null | undefined;
  return uuid == null ? undefined : textOf(uuid);
}

/** A list of uuids, each as `uuidColumn` has it; empty for null. */
export function uuidListColumn(row: Row, name: string): string[] {
  return ((row[name] as types.Uuid[] | null | undefined) ?? []).map(textOf);
}

/** Cheaper than the driver's toString. */
function textOf(uuid: types.Uuid): string {
  const hex = uuid.getBuffer().toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A text column; '' for null, which other tools write. */
export function textColumn(row: Row, name: string): string {
  return (row[name] as string | null | undefined) ?? '';
}

/** An int column; 0 for null. */
export function intColumn(row: Row, name: string): number {
  return (row[name] as number | null | undefined) ?? 0;
}

/**
 * A timestamp column in milliseconds since 1970, as it is stored: other tools write times of any year. Undefined for null.
 */
export function timestampColumn(row: Row, name: string): bigint | undefined {
  return (row[name] as bigint | null | undefined) ?? undefined;
}

/** A set of texts, in Cassandra's order (sorted by bytes); empty for null. */
export function textSetColumn(row: Row, name: string): string[] {
  return [...((row[name] as string[] | null | undefined) ?? [])];
}

/** A list of texts; empty for null. */
export function textListColumn(row: Row, name: string): string[] {
  return [...((row[name] as string[] | null | undefined) ?? [])];
}

/** A bigint or counter column; 0 for null. */
export function bigintColumn(row: Row, name: string): bigint {
  return (row[name] as bigint | null | undefined) ?? 0n;
}
