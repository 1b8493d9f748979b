import type { CallContext } from '@killrvideo/core';

import type { IndexAudit } from './index-audit';
import { checkedDocument, type IndexVideo } from './index-video';

/** Says how the index differs from what indexing the video would make; without versions, which say only when that was. */
export function compareVideo(audit: Pick<IndexAudit, 'differences'>) {
  return (command: IndexVideo, call: CallContext): Promise<string[]> =>
    audit.differences(checkedDocument(command), call);
}
