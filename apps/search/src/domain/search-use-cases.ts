import { getQuerySuggestions } from './get-query-suggestions';
import { searchVideos } from './search-videos';

type Dependencies = Parameters<typeof searchVideos>[0];

/** All that the search service can do, each use case named for its rpc. */
export function searchUseCases(dependencies: Dependencies) {
  return {
    searchVideos: searchVideos(dependencies),
    getQuerySuggestions: getQuerySuggestions(dependencies),
  };
}

export type SearchUseCases = ReturnType<typeof searchUseCases>;
