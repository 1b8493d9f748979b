import type { Cassandra, Write } from '@killrvideo/cassandra';
import { concurrently, type CallContext } from '@killrvideo/core';

import type { IndexStore } from '../domain/index-store';
import { documentDelete, documentVersions, documentWrite } from './document-rows';
import { firstPostings, postingDeletes, postingsAt, postingsBehind, postingWrites } from './posting-rows';
import { tagDeletes, tagWrites } from './tag-rows';
import { completionsOf, wordsWithDeletion, wordWrites } from './word-rows';

/** Rows of as many partitions go together as Cassandra takes without a warning. */
const ROWS_AT_ONCE = 10;
const REQUESTS_AT_ONCE = 8;

/**
 * The index in tables of its own, one for each question that is asked. Rows of a video are in many partitions and need not
 * come together: its version comes first and tells which they are.
 */
export function cassandraIndexStore(cassandra: Cassandra): IndexStore {
  const write = async (writes: readonly Write[], call: CallContext): Promise<void> => {
    const portions = Array.from({ length: Math.ceil(writes.length / ROWS_AT_ONCE) }, (_, at) =>
      writes.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE),
    );
    await concurrently(portions, REQUESTS_AT_ONCE, (portion) => cassandra.writeUnlogged(portion, call));
  };

  return {
    async put(document, version, call) {
      await cassandra.write(documentWrite(document, version), call);
      await write(
        [
          ...postingWrites(document, version),
          ...tagWrites(document.video, version),
          ...wordWrites(document, version),
        ],
        call,
      );
    },
    versions: (videoId, call) => documentVersions(cassandra, videoId, call),
    async takeBack(stale, at, call) {
      await write([...postingDeletes(stale, at), ...tagDeletes(stale, at)], call);
      await cassandra.write(documentDelete(stale, at), call);
    },

    postings: (word, limit, call) => firstPostings(cassandra, word, limit, call),
    postingsOfField: (word, field, after, limit, call) =>
      postingsBehind(cassandra, { word, field }, after, limit, call),
    postingsAt: (word, fields, keys, call) => postingsAt(cassandra, word, fields, keys, call),

    wordsWithDeletion: (deletion, limit, call) => wordsWithDeletion(cassandra, deletion, limit, call),
    completions: (prefix, after, limit, call) => completionsOf(cassandra, prefix, after, limit, call),
  };
}
