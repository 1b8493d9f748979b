import type { Cassandra } from '@killrvideo/cassandra';

import type { IndexAudit } from '../domain/index-audit';
import { documentDifferences, documentEntries, documentVersions } from './document-rows';
import { postingDifferences } from './posting-rows';
import { tagDifferences } from './tag-rows';
import { completionDifferences, deletionDifferences } from './word-rows';

/** The tables of `cassandraIndexStore`, each compared with what that writes. What is there of a video its versions tell. */
export function cassandraIndexAudit(cassandra: Cassandra): IndexAudit {
  return {
    videos: (position, limit, call) => documentEntries(cassandra, position, limit, call),
    async differences(document, call) {
      const versions = await documentVersions(cassandra, document.videoId, call);
      return [
        ...documentDifferences(document, versions),
        ...(await postingDifferences(cassandra, document, versions, call)),
        ...(await tagDifferences(cassandra, document.video, versions, call)),
        ...(await completionDifferences(cassandra, document, call)),
        ...(await deletionDifferences(cassandra, document, call)),
      ];
    },
  };
}
