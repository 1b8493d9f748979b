import type { Handlers } from '@killrvideo/grpc';
import { timestampOfMs } from '@killrvideo/grpc/wire-format';
import {
  VideoLocationType,
  type VideoCatalogServiceService,
  type VideoPreview as WirePreview,
} from '@killrvideo/proto/video-catalog';

import type { VideoKind, VideoPreview } from '../domain/video';
import type { VideosUseCases } from '../domain/videos-use-cases';

const LOCATION_TYPE: Record<VideoKind, VideoLocationType> = {
  youtube: VideoLocationType.YOUTUBE,
  upload: VideoLocationType.UPLOAD,
};

/** killrvideo.video_catalog.VideoCatalogService: converts requests and responses, nothing else. */
export function videosHandlers(videos: VideosUseCases): Handlers<typeof VideoCatalogServiceService> {
  return {
    submitUploadedVideo: async (request, call) => {
      await videos.submitUploadedVideo(
        {
          videoId: request.videoId?.value,
          userId: request.userId?.value,
          name: request.name,
          description: request.description,
          tags: request.tags,
          uploadUrl: request.uploadUrl,
        },
        call,
      );
      return {};
    },

    submitYouTubeVideo: async (request, call) => {
      await videos.submitYouTubeVideo(
        {
          videoId: request.videoId?.value,
          userId: request.userId?.value,
          name: request.name,
          description: request.description,
          tags: request.tags,
          youTubeVideoId: request.youTubeVideoId,
        },
        call,
      );
      return {};
    },

    getVideo: async (request, call) => {
      const video = await videos.getVideo({ videoId: request.videoId?.value }, call);
      return {
        videoId: request.videoId,
        userId: { value: video.userId },
        name: video.name,
        description: video.description,
        location: video.location,
        locationType: LOCATION_TYPE[video.kind],
        tags: [...video.tags],
        addedDate: timestampOfMs(video.addedDate),
      };
    },

    getVideoPreviews: async (request, call) => {
      const previews = await videos.getVideoPreviews(
        { videoIds: request.videoIds.map((id) => id.value) },
        call,
      );
      return {
        videoPreviews: request.videoIds.flatMap((videoId, index) => {
          const preview = previews[index];
          return preview === undefined ? [] : [{ ...wirePreview(preview), videoId }]; // the id as it was sent
        }),
      };
    },

    getLatestVideoPreviews: async (request, call) => {
      const page = await videos.getLatestVideoPreviews(
        {
          pageSize: request.pageSize,
          startingAddedDate: request.startingAddedDate,
          startingVideoId: request.startingVideoId?.value,
          pagingState: request.pagingState,
        },
        call,
      );
      return { videoPreviews: page.rows.map(wirePreview), pagingState: page.nextState };
    },

    getUserVideoPreviews: async (request, call) => {
      const page = await videos.getUserVideoPreviews(
        {
          userId: request.userId?.value,
          pageSize: request.pageSize,
          startingAddedDate: request.startingAddedDate,
          startingVideoId: request.startingVideoId?.value,
          pagingState: request.pagingState,
        },
        call,
      );
      return {
        userId: request.userId,
        videoPreviews: page.rows.map(wirePreview),
        pagingState: page.nextState,
      };
    },
  };
}

function wirePreview(preview: VideoPreview): WirePreview {
  return {
    videoId: { value: preview.videoId },
    addedDate: timestampOfMs(preview.addedDate),
    name: preview.name,
    previewImageLocation: preview.previewImageLocation,
    userId: { value: preview.userId },
  };
}
