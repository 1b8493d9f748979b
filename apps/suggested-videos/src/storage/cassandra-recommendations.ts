import {
  idempotent,
  textColumn,
  timestampColumn,
  uuidColumn,
  type Cassandra,
  type Row,
  type Write,
} from '@killrvideo/cassandra';

import type { Recommendation, RecommendationsStore } from '../domain/recommendations-store';

const SELECT = idempotent(
  'SELECT added_date, videoid, rating, name, preview_image_location FROM video_recommendations WHERE userid = ? LIMIT 1000',
);
const INSERT = idempotent(
  'INSERT INTO video_recommendations (userid, added_date, videoid, rating, authorid, name, preview_image_location) ' +
    'VALUES (?, ?, ?, ?, ?, ?, ?)',
);
const DELETE = idempotent(
  'DELETE FROM video_recommendations WHERE userid = ? AND added_date = ? AND videoid = ?',
);
const INSERT_BY_VIDEO = idempotent(
  'INSERT INTO video_recommendations_by_video (videoid, userid, rating, added_date, authorid, name, preview_image_location) ' +
    'VALUES (?, ?, ?, ?, ?, ?, ?)',
);
const DELETE_BY_VIDEO = idempotent(
  'DELETE FROM video_recommendations_by_video WHERE videoid = ? AND userid = ?',
);

/** The tables of recommendations that other tools read; of those that stand already no row is written again. */
export function cassandraRecommendations(cassandra: Cassandra): RecommendationsStore {
  return {
    async replace(userId, recommended, call) {
      const stand = (await cassandra.rows(SELECT, [userId], call)).map(shownIn);
      const standing = new Set(stand.map(keyOf));
      const wanted = new Set(recommended.map(keyOf));
      const [gone, fresh] = [
        stand.filter((each) => !wanted.has(keyOf(each))),
        recommended.filter((each) => !standing.has(keyOf(each))),
      ];
      // First what is gone: one that has changed is both.
      for (const each of gone) await cassandra.writeUnlogged(deletesOf(userId, each), call);
      for (const each of fresh) await cassandra.writeUnlogged(writesOf(userId, each), call);
    },
  };
}

type Shown = Omit<Recommendation, 'userId'>;

function shownIn(row: Row): Shown {
  return {
    videoId: uuidColumn(row, 'videoid') ?? '',
    addedDate: timestampColumn(row, 'added_date') ?? 0n,
    rating: (row['rating'] as number | null) ?? 0,
    name: textColumn(row, 'name'),
    previewImageLocation: textColumn(row, 'preview_image_location'),
  };
}

function keyOf({ videoId, addedDate, rating, name, previewImageLocation }: Shown): string {
  return JSON.stringify([videoId, String(addedDate), Math.fround(rating), name, previewImageLocation]);
}

function deletesOf(userId: string, { videoId, addedDate }: Shown): Write[] {
  return [
    { statement: DELETE, params: [userId, addedDate, videoId] },
    { statement: DELETE_BY_VIDEO, params: [videoId, userId] },
  ];
}

function writesOf(userId: string, each: Recommendation): Write[] {
  const { videoId, addedDate, rating, name, previewImageLocation } = each;
  const shown = [each.userId, name, previewImageLocation];
  return [
    { statement: INSERT, params: [userId, addedDate, videoId, rating, ...shown] },
    { statement: INSERT_BY_VIDEO, params: [videoId, userId, rating, addedDate, ...shown] },
  ];
}
