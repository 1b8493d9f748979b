/** The largest page any list gives; larger sizes mean this one. */
export const MAX_PAGE_SIZE = 1000;

/** Which page of a list is wanted. */
export interface PageRequest {
  /** Rows, from 1 to MAX_PAGE_SIZE. */
  readonly size: number;
  /** What the page before gave as `nextState`; '' asks for the first page. */
  readonly state: string;
}

/** Rows in the order of their list. `nextState` is '' exactly when no row follows. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly nextState: string;
}
