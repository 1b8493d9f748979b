import type { Handlers } from '@killrvideo/grpc';
import { timestampOfMs } from '@killrvideo/grpc/wire-format';
import type { SuggestedVideoPreview, SuggestedVideoServiceService } from '@killrvideo/proto/suggested-videos';

import type { VideoPreview } from '../domain/catalogue';
import type { SuggestedVideosUseCases } from '../domain/suggested-videos-use-cases';

/** killrvideo.suggested_videos.SuggestedVideoService: converts requests and responses, nothing else. */
export function suggestedVideosHandlers(
  suggestedVideos: SuggestedVideosUseCases,
): Handlers<typeof SuggestedVideoServiceService> {
  return {
    getRelatedVideos: async ({ videoId, pageSize, pagingState }, call) => {
      const query = { videoId: videoId?.value, pageSize, pagingState };
      const page = await suggestedVideos.getRelatedVideos(query, call);
      return { videoId, videos: page.rows.map(toPreview), pagingState: page.nextState };
    },

    getSuggestedForUser: async ({ userId, pageSize, pagingState }, call) => {
      const query = { userId: userId?.value, pageSize, pagingState };
      const page = await suggestedVideos.getSuggestedForUser(query, call);
      return { userId, videos: page.rows.map(toPreview), pagingState: page.nextState };
    },
  };
}

function toPreview(preview: VideoPreview): SuggestedVideoPreview {
  const { videoId, addedDate, name, previewImageLocation, userId } = preview;
  return {
    videoId: { value: videoId },
    addedDate: timestampOfMs(addedDate),
    name,
    previewImageLocation,
    userId: { value: userId },
  };
}
