import {
  idempotent,
  intColumn,
  readPage,
  rowOfEach,
  textColumn,
  textSetColumn,
  type Cassandra,
  type PagingKeys,
  type Position,
  type Row,
} from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

import type { Video, VideoPosition, VideoPreview } from '../domain/video';
import type { VideoStore } from '../domain/video-store';
import { claimVideo } from './claim-video';
import { dayBefore, dayBucket, daysBack } from './day-bucket';
import { kindOfLocationType } from './location-type';
import { LATEST_VIDEOS, previewOf, readPreviews, USER_VIDEOS } from './preview-lists';
import { rowsOf } from './video-rows';

const SELECT_VIDEO = idempotent(
  'SELECT videoid, userid, name, description, location, location_type, preview_image_location, tags, added_date ' +
    'FROM videos WHERE videoid = ?',
);
const SELECT_PREVIEW = idempotent(
  'SELECT videoid, userid, name, location, preview_image_location, added_date FROM videos WHERE videoid = ?',
);

/** Today's bucket and those of the 7 days before. */
const DAYS_BEFORE_TODAY = 7;
/** A sibling's clock may be ahead: what it has added after its midnight is to be seen here, too. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Videos by id, and as rows of two lists: each user's videos, and the latest ones in a bucket a day. `clock` is the
 * time in milliseconds since 1970.
 */
export function cassandraVideoStore(cassandra: Cassandra, keys: PagingKeys, clock: () => number): VideoStore {
  /** From the day of `from`, or the newest, back to the oldest: buckets until there are `limit` rows. */
  async function readLatest(
    from: VideoPosition | undefined,
    oldestDay: string,
    limit: number,
    call: CallContext,
  ): Promise<VideoPreview[]> {
    const newestDay = dayBucket(clock() + CLOCK_SKEW_MS);
    const fromDay = from === undefined ? newestDay : dayBucket(from.addedDate);
    const rows: VideoPreview[] = [];
    for (const day of daysBack(fromDay < newestDay ? fromDay : newestDay, oldestDay)) {
      const start = day === fromDay ? from : undefined;
      rows.push(...(await readPreviews(cassandra, LATEST_VIDEOS, day, start, limit - rows.length, call)));
      if (rows.length >= limit) break;
    }
    return rows;
  }

  return {
    claim: (claim, call) => claimVideo(cassandra, claim, call),

    put: (video, call) => cassandra.writeTogether(rowsOf(video, clock()), call),

    async video(videoId, call) {
      const [row] = await cassandra.rows(SELECT_VIDEO, [videoId], call);
      return row === undefined || isMereClaim(row) ? undefined : videoOf(row);
    },

    async previews(videoIds, call) {
      const rows = await rowOfEach(cassandra, SELECT_PREVIEW, videoIds, call);
      const known = [...rows].filter(([, row]) => !isMereClaim(row));
      return new Map(known.map(([videoId, row]) => [videoId, previewOf(row)]));
    },

    latest(page, start, call) {
      // The first page's oldest day goes with the states: at midnight no row at the end of the list is lost.
      let oldestDay = dayBefore(clock(), DAYS_BEFORE_TODAY);
      return readPage<VideoPreview>(keys, {
        list: ['GetLatestVideoPreviews'],
        page,
        start: start && [...keyOf(start), oldestDay],
        read: (from: Position | undefined, limit) => {
          oldestDay = from?.[2] ?? oldestDay;
          return readLatest(from && positionOf(from), oldestDay, limit, call);
        },
        positionOf: (row) => [...keyOf(row), oldestDay],
      });
    },

    ofUser: (userId, page, start, call) =>
      readPage<VideoPreview>(keys, {
        list: ['GetUserVideoPreviews', userId],
        page,
        start: start && keyOf(start),
        read: (from: Position | undefined, limit) =>
          readPreviews(cassandra, USER_VIDEOS, userId, from && positionOf(from), limit, call),
        positionOf: keyOf,
      }),
  };
}

/** Claimed, but its facts have not been put: no video yet. */
function isMereClaim(row: Row): boolean {
  return row['name'] == null && row['location'] == null;
}

function videoOf(row: Row): Video {
  return {
    ...previewOf(row),
    kind: kindOfLocationType(intColumn(row, 'location_type')),
    description: textColumn(row, 'description'),
    location: textColumn(row, 'location'),
    tags: textSetColumn(row, 'tags'),
  };
}

function keyOf({ addedDate, videoId }: VideoPosition): Position {
  return [String(addedDate), videoId];
}

function positionOf([addedDate, videoId = '']: Position): VideoPosition {
  return { addedDate: Number(addedDate), videoId };
}
