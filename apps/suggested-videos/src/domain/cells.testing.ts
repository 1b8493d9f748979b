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
}

/** Rows of one partition, in an order that puts none of them beside another at the same place. */
export class SortedCells<Value> extends Cells<Value> {
  readonly #compare: (a: Value, b: Value) => number;
  readonly #all: Value[] = [];

  constructor(compare: (a: Value, b: Value) => number) {
    super();
    this.#compare = compare;
  }

  override write(key: string, value: Value | undefined, at: bigint): void {
    const before = this.get(key);
    super.write(key, value, at);
    const after = this.get(key);
    if (after === before) return;
    if (before !== undefined) this.#all.splice(this.#before(before), 1);
    if (after !== undefined) this.#all.splice(this.#before(after), 0, after);
  }

  /** All there are, in their order. */
  all(): readonly Value[] {
    return this.#all;
  }

  /** How many stand before a place. */
  #before(place: Value): number {
    let [from, to] = [0, this.#all.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#compare(this.#all[middle] as Value, place) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** The cells under a key, made when they are first asked for. */
export function cellsOf<Value>(
  partitions: Map<string, SortedCells<Value>>,
  key: string,
  compare: (a: Value, b: Value) => number,
): SortedCells<Value> {
  const found = partitions.get(key) ?? new SortedCells(compare);
  partitions.set(key, found);
  return found;
}
