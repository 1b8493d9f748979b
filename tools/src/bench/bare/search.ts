import { timestampColumn, uuidColumn } from '@killrvideo/cassandra';
import { timestampOfMs } from '@killrvideo/grpc/wire-format';
import { SearchServiceService, type SearchVideosRequest } from '@killrvideo/proto/search';

import { bare, serveBare } from './serve-bare';

const SELECT = 'SELECT added_date, videoid FROM search_postings WHERE word = ? AND field = 0 LIMIT ?';

/** Not a search: one read of the first rows of one partition, and all that is read is answered. */
void serveBare(SearchServiceService, (cassandra) => ({
  searchVideos: bare(async ({ query, pageSize }: SearchVideosRequest) => {
    const { rows } = await cassandra.execute(SELECT, [query, pageSize], { isIdempotent: true });
    return {
      query,
      videos: rows.map((row) => ({
        videoId: { value: uuidColumn(row, 'videoid') ?? '' },
        addedDate: timestampOfMs(timestampColumn(row, 'added_date') ?? 0n),
        name: '',
        previewImageLocation: '',
        userId: undefined,
      })),
      pagingState: '',
    };
  }),
}));
