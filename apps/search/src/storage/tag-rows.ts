import {
  idempotent,
  textColumn,
  timestampColumn,
  uuidColumn,
  type Cassandra,
  type Row,
  type Write,
} from '@killrvideo/cassandra';
import { concurrently, type CallContext } from '@killrvideo/core';

import type { IndexedVersion } from '../domain/index-store';
import type { FoundVideo, IndexedVideo } from '../domain/search-document';
import { describedTag } from './described';
import { firstLetterOf } from './first-letter';

const INSERT_BY_TAG = idempotent(
  'INSERT INTO videos_by_tag (tag, videoid, added_date, userid, name, preview_image_location, tagged_date) ' +
    'VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?',
);
const INSERT_LETTER = idempotent(
  'INSERT INTO tags_by_letter (first_letter, tag) VALUES (?, ?) USING TIMESTAMP ?',
);
const DELETE_BY_TAG = idempotent('DELETE FROM videos_by_tag USING TIMESTAMP ? WHERE tag = ? AND videoid = ?');
const SELECT_BY_TAG = idempotent(
  'SELECT added_date, userid, name, preview_image_location FROM videos_by_tag WHERE tag = ? AND videoid = ?',
);
const SELECT_LETTER = idempotent('SELECT tag FROM tags_by_letter WHERE first_letter = ? AND tag = ?');
const READS_AT_ONCE = 16;

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

/** Of tags that the video has, and of those that one of its versions had. */
export async function tagDifferences(
  cassandra: Cassandra,
  video: FoundVideo,
  versions: readonly IndexedVersion[],
  call: CallContext,
): Promise<string[]> {
  const tags = new Set(video.tags);
  const former = new Set(versions.flatMap((each) => each.tags.filter((tag) => !tags.has(tag))));
  const lines: string[] = [];
  const rowOf = async (tag: string): Promise<Row | undefined> =>
    (await cassandra.rows(SELECT_BY_TAG, [tag, video.videoId], call))[0];
  await concurrently([...tags], READS_AT_ONCE, async (tag) => {
    lines.push(...rowDifferences(video, tag, await rowOf(tag)));
    const letters = await cassandra.rows(SELECT_LETTER, [firstLetterOf(tag), tag], call);
    if (letters.length === 0) lines.push(`${describedTag(tag)} is missing in tags_by_letter`);
  });
  await concurrently([...former], READS_AT_ONCE, async (tag) => {
    if ((await rowOf(tag)) !== undefined) lines.push(`${describedTag(tag)} is left over in videos_by_tag`);
  });
  return lines.sort();
}

function rowDifferences(video: FoundVideo, tag: string, row: Row | undefined): string[] {
  if (row === undefined) return [`${describedTag(tag)} is missing in videos_by_tag`];
  const { addedDate, userId, name, previewImageLocation } = video;
  const columns: [name: string, standing: unknown, expected: unknown][] = [
    ['added_date', timestampColumn(row, 'added_date'), addedDate],
    ['userid', uuidColumn(row, 'userid'), userId],
    ['name', textColumn(row, 'name'), name],
    ['preview_image_location', textColumn(row, 'preview_image_location'), previewImageLocation],
  ];
  return columns.flatMap(([column, standing, expected]) =>
    standing === expected ? [] : [`${describedTag(tag)} has another ${column} in videos_by_tag`],
  );
}
