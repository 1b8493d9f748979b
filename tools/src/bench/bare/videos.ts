import { textColumn, textSetColumn, timestampColumn, uuidColumn, type Row } from '@killrvideo/cassandra';
import { timestampOfMs } from '@killrvideo/grpc/wire-format';
import {
  VideoCatalogServiceService,
  type GetLatestVideoPreviewsRequest,
  type GetVideoRequest,
} from '@killrvideo/proto/video-catalog';

import { bare, serveBare } from './serve-bare';

const SELECT_VIDEO =
  'SELECT videoid, userid, name, description, location, location_type, preview_image_location, tags, added_date ' +
  'FROM videos WHERE videoid = ?';
const SELECT_LATEST =
  'SELECT videoid, userid, added_date, name, preview_image_location FROM latest_videos WHERE yyyymmdd = ? LIMIT ?';

void serveBare(VideoCatalogServiceService, (cassandra) => ({
  getVideo: bare(async ({ videoId }: GetVideoRequest) => {
    const { rows } = await cassandra.execute(SELECT_VIDEO, [videoId?.value], { isIdempotent: true });
    const [row] = rows as [Row];
    return {
      videoId,
      userId: { value: uuidColumn(row, 'userid') ?? '' },
      name: textColumn(row, 'name'),
      description: textColumn(row, 'description'),
      location: textColumn(row, 'location'),
      locationType: row['location_type'] as number,
      tags: textSetColumn(row, 'tags'),
      addedDate: timestampOfMs(timestampColumn(row, 'added_date') ?? 0n),
    };
  }),

  getLatestVideoPreviews: bare(async ({ pageSize }: GetLatestVideoPreviewsRequest) => {
    const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const { rows } = await cassandra.execute(SELECT_LATEST, [today, pageSize], { isIdempotent: true });
    return { videoPreviews: rows.map(previewOf), pagingState: '' };
  }),
}));

function previewOf(row: Row) {
  return {
    videoId: { value: uuidColumn(row, 'videoid') ?? '' },
    userId: { value: uuidColumn(row, 'userid') ?? '' },
    name: textColumn(row, 'name'),
    previewImageLocation: textColumn(row, 'preview_image_location'),
    addedDate: timestampOfMs(timestampColumn(row, 'added_date') ?? 0n),
  };
}
