import { getQuerySuggestions } from './get-query-suggestions';
import { indexVideo } from './index-video';
import { searchVideos } from './search-videos';

type Dependencies = Parameters<typeof searchVideos>[0];

/** All that the search service can do, each use case named for its rpc, or for what it does about an event. */
export function searchUseCases(dependencies: Dependencies) {
  return {
    searchVideos: searchVideos(dependencies),
    getQuerySuggestions: getQuerySuggestions(dependencies),
    indexVideo: indexVideo(dependencies.index),
  };
}

export type SearchUseCases = ReturnType<typeof searchUseCases>;
