/** Rows with write times, as Cassandra has them: the latest counts, and of two at one time the deletion. */
export class Cells<Value> {
  readonly #cells = new Map<string, { readonly value: Value | undefined; readonly at: bigint }>();

  /** Undefined deletes. */
  write(key: string, value: Value | undefined, at: bigint): void {
    const other = this.#cells.get(key);
    const isLater = other === undefined || at > other.at || (at === other.at && value === undefined);
    if (isLater) this.#cells.set(key, { value, at });
  }

  get(key: string): Value | undefined {
    return this.#cells.get(key)?.value;
  }

  all(): Value[] {
    return [...this.#cells.values()].flatMap(({ value }) => (value === undefined ? [] : [value]));
  }
}

/** The cells under a key, made when they are first asked for. */
export function cellsOf<Value>(partitions: Map<string, Cells<Value>>, key: string): Cells<Value> {
  const found = partitions.get(key) ?? new Cells<Value>();
  partitions.set(key, found);
  return found;
}
