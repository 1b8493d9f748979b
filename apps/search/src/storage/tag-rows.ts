import { idempotent, type Write } from '@killrvideo/cassandra';

import type { FoundVideo, IndexedVideo } from '../domain/search-document';
import { firstLetterOf } from './first-letter';

const INSERT_BY_TAG = idempotent(
  'INSERT INTO videos_by_tag (tag, videoid, added_date, userid, name, preview_image_location, tagged_date) ' +
    'VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?',
);
const INSERT_LETTER = idempotent(
  'INSERT INTO tags_by_letter (first_letter, tag) VALUES (?, ?) USING TIMESTAMP ?',
);
const DELETE_BY_TAG = idempotent('DELETE FROM videos_by_tag USING TIMESTAMP ? WHERE tag = ? AND videoid = ?');

/** The tables of tags that other tools read. */
export function tagWrites(video: FoundVideo, at: bigint): Write[] {
  const { videoId, addedDate, userId, name, previewImageLocation, tags } = video;
  return tags.flatMap((tag) => [
    {
      statement: INSERT_BY_TAG,
      params: [tag, videoId, addedDate, userId, name, previewImageLocation, at / 1000n, at],
    },
    { statement: INSERT_LETTER, params: [firstLetterOf(tag), tag, at] },
  ]);
}

/** A letter's tags are all videos', so they stay. */
export function tagDeletes({ videoId, tags }: IndexedVideo, at: bigint): Write[] {
  return tags.map((tag) => ({ statement: DELETE_BY_TAG, params: [at, tag, videoId] }));
}
