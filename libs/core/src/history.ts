import type { CallContext } from './call-context';

/** What stands in the tables of a service, told as what would have led to it. All methods throw DomainErrors only. */
export interface History<Happened> {
  /**
   * At most `limit` rows, fewer only at the end, in an order that stays: the first of them behind `position`, which a row of an
   * earlier page had; undefined begins.
   */
  page(position: string | undefined, limit: number, call: CallContext): Promise<HistoryRow<Happened>[]>;

  /** The fact of one aggregate. Undefined where it has none; throws `invalid-argument` for what can be no aggregate. */
  factOf(aggregate: string, call: CallContext): Promise<Fact<Happened> | undefined>;
}

export interface HistoryRow<Happened> {
  /** In the words of the history, which it will understand for ever. */
  readonly position: string;
  /** Undefined for a row that is none. */
  readonly fact: Fact<Happened> | undefined;
}

export interface Fact<Happened> {
  readonly happened: Happened;
  /** Its write time, in microseconds since 1970. */
  readonly at: bigint;
}
