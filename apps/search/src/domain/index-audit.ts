import type { CallContext } from '@killrvideo/core';

import type { SearchDocument } from './search-document';

/** What is in the index, for who compares it with what there is. All methods throw DomainErrors only. */
export interface IndexAudit {
  /**
   * Videos that the index has something of, at most `limit` and fewer only at the end, in an order that stays: the first of them
   * behind `position`, which an earlier one had; undefined begins.
   */
  videos(position: string | undefined, limit: number, call: CallContext): Promise<IndexedEntry[]>;
  /** A line for each thing of the document that is missing where it is kept, and for what is left over of earlier versions. */
  differences(document: SearchDocument, call: CallContext): Promise<string[]>;
}

export interface IndexedEntry {
  readonly position: string;
  readonly videoId: string;
  /** The newest one, in microseconds since 1970. */
  readonly version: bigint;
}
