import {
  idempotent,
  readPage,
  rowOfEach,
  type Cassandra,
  type PagingKeys,
  type Position,
} from '@killrvideo/cassandra';

import type { VideoPreview } from '../domain/video';
import type { VideoStore } from '../domain/video-store';
import { claimOfVideo, claimVideo } from './claim-video';
import { readLatestPage } from './latest-list';
import { hiddenPosition, keyOf, positionOf, previewOf, readPreviews, USER_VIDEOS } from './preview-lists';
import { isMereClaim, VIDEO_COLUMNS, videoOf } from './video-row';
import { rowsOf } from './video-rows';

const SELECT_VIDEO = idempotent(`SELECT ${VIDEO_COLUMNS} FROM videos WHERE videoid = ?`);
const SELECT_PREVIEW = idempotent(
  'SELECT videoid, userid, name, location, preview_image_location, added_date FROM videos WHERE videoid = ?',
);

/**
 * Videos by id, and as rows of two lists: each user's videos, and the latest ones in a bucket a day. `clock` is the
 * time in milliseconds since 1970.
 */
export function cassandraVideoStore(cassandra: Cassandra, keys: PagingKeys, clock: () => number): VideoStore {
  return {
    claim: (claim, call) => claimVideo(cassandra, claim, call),

    claimOf: (videoId, call) => claimOfVideo(cassandra, videoId, call),

    put: (video, at, call) => cassandra.writeUnlogged(rowsOf(video, at, clock()), call),

    async video(videoId, call) {
      const [row] = await cassandra.rows(SELECT_VIDEO, [videoId], call);
      return row === undefined || isMereClaim(row) ? undefined : videoOf(row);
    },

    async previews(videoIds, call) {
      const rows = await rowOfEach(cassandra, SELECT_PREVIEW, videoIds, call);
      const known = [...rows].filter(([, row]) => !isMereClaim(row));
      return new Map(known.map(([videoId, row]) => [videoId, previewOf(row)]));
    },

    latest: (page, start, call) => readLatestPage(cassandra, keys, { now: clock(), page, start }, call),

    async ofUser(userId, page, start, call) {
      const stored = start && (await hiddenPosition(cassandra, USER_VIDEOS, userId, start, call));
      const first = stored ?? start;
      return readPage<VideoPreview>(keys, {
        list: ['GetUserVideoPreviews', userId],
        page,
        start: first && keyOf(first),
        read: (from: Position | undefined, limit) =>
          readPreviews(cassandra, USER_VIDEOS, userId, from && positionOf(from), limit, call),
        positionOf: keyOf,
      });
    },
  };
}
