import { intColumn, textColumn, textSetColumn, type Row } from '@killrvideo/cassandra';

import type { Video } from '../domain/video';
import { kindOfLocationType } from './location-type';
import { previewOf } from './preview-lists';

/** The columns that `videoOf` reads. */
export const VIDEO_COLUMNS =
  'videoid, userid, name, description, location, location_type, preview_image_location, tags, added_date';

/** Claimed, but its facts have not been put: no video yet. */
export function isMereClaim(row: Row): boolean {
  return row['name'] == null && row['location'] == null;
}

export function videoOf(row: Row): Video {
  return {
    ...previewOf(row),
    kind: kindOfLocationType(intColumn(row, 'location_type')),
    description: textColumn(row, 'description'),
    location: textColumn(row, 'location'),
    tags: textSetColumn(row, 'tags'),
  };
}
