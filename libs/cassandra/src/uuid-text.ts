import type { types } from 'cassandra-driver';

/** The 36-character text of a uuid or timeuuid column, or undefined for null; cheaper than the driver's toString. */
export function uuidText(uuid: types.Uuid | null | undefined): string | undefined {
  if (uuid == null) return undefined;
  const hex = uuid.getBuffer().toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
