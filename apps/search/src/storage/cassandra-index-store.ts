import type { Cassandra, Write } from '@killrvideo/cassandra';
import { concurrently, inLine, type CallContext } from '@killrvideo/core';

import type { IndexStore } from '../domain/index-store';
import { documentDelete, documentVersions, documentWrite } from './document-rows';
import { portionsOfWrites } from './portions-of-writes';
import { firstPostings, postingDeletes, postingsAt, postingsBehind, postingWrites } from './posting-rows';
import { tagDeletes, tagWrites } from './tag-rows';
import { completionsOf, completionWrites, deletionWrites, newWords, wordsWithDeletion } from './word-rows';

/** Videos that are written at once: all that are told of together at once would end together, or in vain. */
const VIDEOS_AT_ONCE = 4;
const REQUESTS_AT_ONCE = 8;

/**
 * The index in tables of its own, one for each question that is asked. Rows of a video are in many partitions and need not
 * come together: its version comes first and tells which they are.
 */
export function cassandraIndexStore(cassandra: Cassandra): IndexStore {
  const write = (writes: readonly Write[], call: CallContext): Promise<void> =>
    concurrently(portionsOfWrites(writes), REQUESTS_AT_ONCE, async (portion) => {
      const [only] = portion;
      if (portion.length === 1 && only !== undefined) await cassandra.write(only, call);
      else await cassandra.writeUnlogged(portion, call);
    });
  const writing = inLine(VIDEOS_AT_ONCE);

  return {
    put: (document, version, call) =>
      writing(async () => {
        await cassandra.write(documentWrite(document, version), call);
        const words = await newWords(cassandra, document, call);
        const { first, last } = deletionWrites(words, version);
        await write(
          [
            ...postingWrites(document, version),
            ...tagWrites(document.video, version),
            ...completionWrites(document, version),
            ...first,
          ],
          call,
        );
        await write(last, call);
      }),
    versions: (videoId, call) => documentVersions(cassandra, videoId, call),
    takeBack: (stale, at, call) =>
      writing(async () => {
        await write([...postingDeletes(stale, at), ...tagDeletes(stale, at)], call);
        await cassandra.write(documentDelete(stale, at), call);
      }),

    postings: (word, limit, call) => firstPostings(cassandra, word, limit, call),
    postingsOfField: (word, field, after, limit, call) =>
      postingsBehind(cassandra, { word, field }, after, limit, call),
    postingsAt: (word, fields, keys, call) => postingsAt(cassandra, word, fields, keys, call),

    wordsWithDeletion: (deletion, limit, call) => wordsWithDeletion(cassandra, deletion, limit, call),
    completions: (prefix, after, limit, call) => completionsOf(cassandra, prefix, after, limit, call),
  };
}
