import type { CallContext } from '@killrvideo/core';

import type { IndexAudit, IndexedEntry } from './index-audit';

/** What the index has something of, a page of it; see `IndexAudit`. */
export function indexedVideos(audit: Pick<IndexAudit, 'videos'>) {
  return (position: string | undefined, limit: number, call: CallContext): Promise<IndexedEntry[]> =>
    audit.videos(position, limit, call);
}
