import { compareVideo } from './compare-video';
import { forgetVideo } from './forget-video';
import type { IndexAudit } from './index-audit';
import type { IndexStore } from './index-store';
import { indexedVideos } from './indexed-videos';
import { indexVideo } from './index-video';

/** All that is done about the index when something happened, and by who looks after it. */
export function indexUseCases(store: IndexStore, audit: IndexAudit) {
  return {
    indexVideo: indexVideo(store),
    compareVideo: compareVideo(audit),
    forgetVideo: forgetVideo(store),
    indexedVideos: indexedVideos(audit),
  };
}

export type IndexUseCases = ReturnType<typeof indexUseCases>;
