import {
  BEFORE_ALL_TOKENS,
  bigintColumn,
  idempotent,
  uuidColumn,
  walkPosition,
  walkTable,
  type Cassandra,
  type Row,
  type TableWalk,
} from '@killrvideo/cassandra';
import { concurrently } from '@killrvideo/core';

import type { FactsAudit, NotedRating } from '../domain/facts-audit';
import type { VideoDocument } from '../domain/video-document';
import { documentVersions, hasTerm, termsOf } from './document-rows';
import { isLikerRow } from './liker-rows';

const SELECT_VIDEOS = idempotent(
  'SELECT videoid, version, token(videoid) AS place FROM suggested_videos_documents ' +
    'WHERE token(videoid) > ? PER PARTITION LIMIT 1 LIMIT ?',
);
const SELECT_RATINGS = 'SELECT userid, videoid, rated_at FROM suggested_videos_ratings';
const RATINGS: TableWalk = {
  fromStart: idempotent(`${SELECT_RATINGS} WHERE token(userid) > ? LIMIT ?`),
  restOfPartition: idempotent(`${SELECT_RATINGS} WHERE userid = ? AND videoid > ? LIMIT ?`),
  otherPartitions: idempotent(`${SELECT_RATINGS} WHERE token(userid) > token(?) LIMIT ?`),
};
/** Within the partition of a user. */
const SELECT_LIKES = idempotent(
  'SELECT rated_at FROM suggested_videos_likes WHERE userid = ? AND videoid = ? ALLOW FILTERING',
);
const READS_AT_ONCE = 8;

/** The facts of the other stores, each table compared with what they write. */
export function cassandraFactsAudit(cassandra: Cassandra): FactsAudit {
  return {
    async videos(position, limit, call) {
      const place = position === undefined ? BEFORE_ALL_TOKENS : BigInt(position);
      return (await cassandra.rows(SELECT_VIDEOS, [place, limit], call)).map((row) => ({
        position: String(bigintColumn(row, 'place')),
        videoId: uuidColumn(row, 'videoid') ?? '',
        version: bigintColumn(row, 'version'),
      }));
    },

    async ratings(position, limit, call) {
      const rows = await walkTable(cassandra, RATINGS, position, limit, call);
      return rows.map(notedRatingIn);
    },

    async differences(document, call) {
      const [newest, ...older] = await documentVersions(cassandra, document.videoId, call);
      if (newest === undefined) return ['is missing in suggested_videos_documents'];
      const missing: string[] = [];
      const leftOver: string[] = [];
      await concurrently(termsOf(document), READS_AT_ONCE, async (term) => {
        if (!(await hasTerm(cassandra, document, term, call))) missing.push(term);
      });
      for (const version of older) {
        const gone = termsOf(version).filter((term) => isGone(version, term, document));
        await concurrently(gone, READS_AT_ONCE, async (term) => {
          if (await hasTerm(cassandra, version, term, call)) leftOver.push(term);
        });
      }
      return [
        ...(describedIn(newest) === describedIn(document)
          ? []
          : ['is another in suggested_videos_documents']),
        ...older.map(({ version }) => `version ${version} is left over in suggested_videos_documents`),
        ...missing.sort().map((term) => `term ${JSON.stringify(term)} is missing in suggested_videos_terms`),
        ...leftOver
          .sort()
          .map((term) => `term ${JSON.stringify(term)} is left over in suggested_videos_terms`),
      ];
    },

    async likesOf({ userId, videoId }, call) {
      const rows = await cassandra.rows(SELECT_LIKES, [userId, videoId], call);
      return rows.map((row) => bigintColumn(row, 'rated_at'));
    },

    isLiker: (rating, call) => isLikerRow(cassandra, rating, call),
  };
}

function notedRatingIn(row: Row): NotedRating {
  const [userId, videoId] = [uuidColumn(row, 'userid') ?? '', uuidColumn(row, 'videoid') ?? ''];
  return { position: walkPosition(userId, videoId), userId, videoId, at: bigintColumn(row, 'rated_at') };
}

function isGone(older: VideoDocument, term: string, newer: VideoDocument): boolean {
  return older.addedDate !== newer.addedDate || !termsOf(newer).includes(term);
}

function describedIn({ addedDate, tags, words }: VideoDocument): string {
  return JSON.stringify([String(addedDate), [...tags].sort(), [...words].sort()]);
}
