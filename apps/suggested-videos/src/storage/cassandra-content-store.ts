import type { Cassandra, Write } from '@killrvideo/cassandra';
import { concurrently, portionsOf, type CallContext } from '@killrvideo/core';

import type { ContentStore } from '../domain/content-store';
import {
  addedDatesOf,
  documentDelete,
  documentVersions,
  documentWrite,
  newestDocuments,
  termDeletes,
  termWrites,
  videosWithTerm,
} from './document-rows';

/** Cassandra warns of batches of more than 10 partitions. */
const ROWS_AT_ONCE = 10;
const BATCHES_AT_ONCE = 8;

/** What videos are about: rows of a video are in many partitions; its version comes first and tells which they are. */
export function cassandraContentStore(cassandra: Cassandra): ContentStore {
  const write = (writes: readonly Write[], call: CallContext): Promise<void> =>
    concurrently(portionsOf(writes, ROWS_AT_ONCE), BATCHES_AT_ONCE, (portion) =>
      cassandra.writeUnlogged(portion, call),
    );

  return {
    async put(document, version, call) {
      await cassandra.write(documentWrite(document, version), call);
      await write(termWrites(document, version), call);
    },
    versions: (videoId, call) => documentVersions(cassandra, videoId, call),
    async takeBack(stale, at, call) {
      await write(termDeletes(stale, at), call);
      await cassandra.write(documentDelete(stale, at), call);
    },

    documents: (videoIds, call) => newestDocuments(cassandra, videoIds, call),
    addedDates: (videoIds, call) => addedDatesOf(cassandra, videoIds, call),
    withTerm: (term, limit, call) => videosWithTerm(cassandra, term, limit, call),
  };
}
