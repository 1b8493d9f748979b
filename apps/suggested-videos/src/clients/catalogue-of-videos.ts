import { concurrently, portionsOf, wholeMs, type CallContext } from '@killrvideo/core';
import { timestampOfMs } from '@killrvideo/grpc/wire-format';
import type {
  VideoCatalogServiceService,
  VideoPreview as SentPreview,
} from '@killrvideo/proto/video-catalog';
import type { ServiceMethods } from '@killrvideo/service-clients';

import type { Catalogue, VideoPreview } from '../domain/catalogue';

/** Ids that one call takes. */
const MOST_IDS = 20;
const CALLS_AT_ONCE = 8;

/** The previews of videos, and the latest ones, as the catalogue gives them. */
export function catalogueOfVideos(videos: ServiceMethods<typeof VideoCatalogServiceService>): Catalogue {
  return {
    async previews(videoIds, call) {
      const found = new Map<string, VideoPreview>();
      await concurrently(portionsOf(videoIds, MOST_IDS), CALLS_AT_ONCE, async (portion) => {
        for (const preview of await previewsOf(portion, call)) found.set(preview.videoId, preview);
      });
      return found;
    },
    async latest(from, limit, call) {
      const { videoPreviews } = await videos.getLatestVideoPreviews(
        {
          pageSize: limit,
          startingAddedDate: from && timestampOfMs(from.addedDate),
          startingVideoId: from && { value: from.videoId },
          pagingState: '',
        },
        call,
      );
      return videoPreviews.map(previewOf);
    },
  };

  async function previewsOf(videoIds: readonly string[], call: CallContext): Promise<VideoPreview[]> {
    const request = { videoIds: videoIds.map((value) => ({ value })) };
    return (await videos.getVideoPreviews(request, call)).videoPreviews.map(previewOf);
  }
}

function previewOf({ videoId, addedDate, name, previewImageLocation, userId }: SentPreview): VideoPreview {
  return {
    videoId: videoId?.value.toLowerCase() ?? '',
    addedDate: addedDate === undefined ? 0n : wholeMs(addedDate),
    name,
    previewImageLocation,
    userId: userId?.value.toLowerCase() ?? '',
  };
}
