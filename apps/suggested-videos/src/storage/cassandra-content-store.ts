import {
  bigintColumn,
  idempotent,
  textSetColumn,
  timestampColumn,
  uuidColumn,
  type Cassandra,
  type Row,
  type Write,
} from '@killrvideo/cassandra';
import { concurrently, portionsOf, type CallContext } from '@killrvideo/core';

import type { ContentStore, DocumentVersion } from '../domain/content-store';
import type { VideoDocument } from '../domain/video-document';

const INSERT = idempotent(
  'INSERT INTO suggested_videos_documents (videoid, version, added_date, tags, words) ' +
    'VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?',
);
const DELETE = idempotent(
  'DELETE FROM suggested_videos_documents USING TIMESTAMP ? WHERE videoid = ? AND version = ?',
);
/** There are two while one replaces the other, and as many as there were in a row while that is not done. */
const SELECT_VERSIONS = idempotent(
  'SELECT videoid, version, added_date, tags, words FROM suggested_videos_documents WHERE videoid = ? LIMIT 100',
);
const SELECT_NEWEST = idempotent(
  'SELECT videoid, version, added_date, tags, words FROM suggested_videos_documents WHERE videoid IN ? PER PARTITION LIMIT 1',
);
const INSERT_TERM = idempotent(
  'INSERT INTO suggested_videos_terms (term, added_date, videoid) VALUES (?, ?, ?) USING TIMESTAMP ?',
);
const DELETE_TERM = idempotent(
  'DELETE FROM suggested_videos_terms USING TIMESTAMP ? WHERE term = ? AND added_date = ? AND videoid = ?',
);
const SELECT_WITH_TERM = idempotent(
  'SELECT added_date, videoid FROM suggested_videos_terms WHERE term = ? LIMIT ?',
);

/** Cassandra warns of batches of more than 10 partitions. */
const TERMS_AT_ONCE = 10;
const BATCHES_AT_ONCE = 8;

/** What videos are about: rows of a video are in many partitions; its version comes first and tells which they are. */
export function cassandraContentStore(cassandra: Cassandra): ContentStore {
  const write = (writes: readonly Write[], call: CallContext): Promise<void> =>
    concurrently(portionsOf(writes, TERMS_AT_ONCE), BATCHES_AT_ONCE, (portion) =>
      cassandra.writeUnlogged(portion, call),
    );

  return {
    async put(document, version, call) {
      const { videoId, addedDate, tags, words } = document;
      const params = [videoId, version, addedDate, tags, words, version];
      await cassandra.write({ statement: INSERT, params }, call);
      const rows = termsOf(document).map((term) => ({
        statement: INSERT_TERM,
        params: [term, addedDate, videoId, version],
      }));
      await write(rows, call);
    },
    async versions(videoId, call) {
      return (await cassandra.rows(SELECT_VERSIONS, [videoId], call)).map(versionIn);
    },
    async takeBack(stale, at, call) {
      const { videoId, addedDate, version } = stale;
      const rows = termsOf(stale).map((term) => ({
        statement: DELETE_TERM,
        params: [at, term, addedDate, videoId],
      }));
      await write(rows, call);
      await cassandra.write({ statement: DELETE, params: [at, videoId, version] }, call);
    },

    async documents(videoIds, call) {
      if (videoIds.length === 0) return new Map();
      const rows = await cassandra.rows(SELECT_NEWEST, [videoIds], call);
      return new Map(rows.map((row) => [uuidColumn(row, 'videoid') ?? '', versionIn(row)]));
    },
    async withTerm(term, limit, call) {
      const rows = await cassandra.rows(SELECT_WITH_TERM, [term, limit], call);
      return rows.map((row) => ({
        addedDate: timestampColumn(row, 'added_date') ?? 0n,
        videoId: uuidColumn(row, 'videoid') ?? '',
      }));
    },
  };
}

function termsOf({ tags, words }: VideoDocument): string[] {
  return [...tags, ...words];
}

function versionIn(row: Row): DocumentVersion {
  return {
    videoId: uuidColumn(row, 'videoid') ?? '',
    version: bigintColumn(row, 'version'),
    addedDate: timestampColumn(row, 'added_date') ?? 0n,
    tags: textSetColumn(row, 'tags'),
    words: textSetColumn(row, 'words'),
  };
}
