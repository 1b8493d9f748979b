import { concurrently, portionsOf, wholeMs, type CallContext } from '@killrvideo/core';
import type { VideoCatalogServiceService } from '@killrvideo/proto/video-catalog';
import type { ServiceMethods } from '@killrvideo/service-clients';

import type { Catalogue, VideoPreview } from '../domain/catalogue';

/** Ids that one call takes. */
const MOST_IDS = 20;
const CALLS_AT_ONCE = 8;

/** The previews of videos, as the catalogue's multi-get gives them. */
export function catalogueOfVideos(videos: ServiceMethods<typeof VideoCatalogServiceService>): Catalogue {
  return {
    async previews(videoIds, call) {
      const found = new Map<string, VideoPreview>();
      await concurrently(portionsOf(videoIds, MOST_IDS), CALLS_AT_ONCE, async (portion) => {
        for (const preview of await previewsOf(portion, call)) found.set(preview.videoId, preview);
      });
      return found;
    },
  };

  async function previewsOf(videoIds: readonly string[], call: CallContext): Promise<VideoPreview[]> {
    const request = { videoIds: videoIds.map((value) => ({ value })) };
    const { videoPreviews } = await videos.getVideoPreviews(request, call);
    return videoPreviews.map(({ videoId, addedDate, name, previewImageLocation, userId }) => ({
      videoId: videoId?.value.toLowerCase() ?? '',
      addedDate: addedDate === undefined ? 0n : wholeMs(addedDate),
      name,
      previewImageLocation,
      userId: userId?.value ?? '',
    }));
  }
}
