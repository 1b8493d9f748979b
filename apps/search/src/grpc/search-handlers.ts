import type { Handlers } from '@killrvideo/grpc';
import { timestampOfMs } from '@killrvideo/grpc/wire-format';
import type { SearchServiceService } from '@killrvideo/proto/search';

import type { SearchUseCases } from '../domain/search-use-cases';

/** killrvideo.search.SearchService: converts requests and responses, nothing else. */
export function searchHandlers(search: SearchUseCases): Handlers<typeof SearchServiceService> {
  return {
    searchVideos: async ({ query, pageSize, pagingState }, call) => {
      const page = await search.searchVideos({ query, pageSize, pagingState }, call);
      return {
        query,
        videos: page.rows.map(({ videoId, addedDate, name, previewImageLocation, userId }) => ({
          videoId: { value: videoId },
          addedDate: timestampOfMs(addedDate),
          name,
          previewImageLocation,
          userId: { value: userId },
        })),
        pagingState: page.nextState,
      };
    },

    getQuerySuggestions: async ({ query, pageSize }, call) => ({
      query,
      suggestions: await search.getQuerySuggestions({ query, pageSize }, call),
    }),
  };
}
