import { idempotent, type Write } from '@killrvideo/cassandra';

import type { NewVideo } from '../domain/video-store';
import { dayBucketOf } from './day-bucket';

/** Without owner, date and kind: those are the claim's. */
const PUT_YOUTUBE = idempotent(
  'UPDATE videos USING TIMESTAMP ? SET name = ?, description = ?, tags = ?, location = ?, preview_image_location = ? WHERE videoid = ?',
);
/** Location and preview come when the upload is published: a repeat must not take them away. */
const PUT_UPLOAD = idempotent(
  'UPDATE videos USING TIMESTAMP ? SET name = ?, description = ?, tags = ? WHERE videoid = ?',
);

const LIST_YOUTUBE_OF_USER = idempotent(
  'INSERT INTO user_videos (userid, added_date, videoid, name, preview_image_location) VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?',
);
const LIST_UPLOAD_OF_USER = idempotent(
  'INSERT INTO user_videos (userid, added_date, videoid, name) VALUES (?, ?, ?, ?) USING TIMESTAMP ?',
);
const LIST_LATEST = idempotent(
  'INSERT INTO latest_videos (yyyymmdd, added_date, videoid, userid, name, preview_image_location) ' +
    'VALUES (?, ?, ?, ?, ?, ?) USING TTL ? AND TIMESTAMP ?',
);

const LATEST_FOR_SECONDS = 604_800;

/** All rows of a video's facts, with the write time `at` (µs since 1970); `now` is in milliseconds since 1970. */
export function rowsOf(video: NewVideo, at: bigint, now: number): Write[] {
  return video.kind === 'youtube' ? youTubeRows(video, at, now) : uploadRows(video, at);
}

function youTubeRows(video: Extract<NewVideo, { kind: 'youtube' }>, at: bigint, now: number): Write[] {
  const { videoId, userId, addedDate, name, description, location, previewImageLocation } = video;
  const rows: Write[] = [
    {
      statement: PUT_YOUTUBE,
      params: [at, name, description, tagsOf(video), location, previewImageLocation, videoId],
    },
    {
      statement: LIST_YOUTUBE_OF_USER,
      params: [userId, addedDate, videoId, name, previewImageLocation, at],
    },
  ];
  // A repeat days later must not keep the video among the latest for longer.
  const seconds = LATEST_FOR_SECONDS - Math.max(0, Math.floor((now - Number(addedDate)) / 1000));
  if (seconds > 0) {
    rows.push({
      statement: LIST_LATEST,
      params: [dayBucketOf(addedDate), addedDate, videoId, userId, name, previewImageLocation, seconds, at],
    });
  }
  return rows;
}

/** An upload that is not published is not among the latest. */
function uploadRows(video: Extract<NewVideo, { kind: 'upload' }>, at: bigint): Write[] {
  const { videoId, userId, addedDate, name, description } = video;
  return [
    { statement: PUT_UPLOAD, params: [at, name, description, tagsOf(video), videoId] },
    { statement: LIST_UPLOAD_OF_USER, params: [userId, addedDate, videoId, name, at] },
  ];
}

/** Cassandra keeps no empty set. */
function tagsOf({ tags }: NewVideo): readonly string[] | null {
  return tags.length === 0 ? null : tags;
}
