import { jsonIntent, type EventTypes } from '@killrvideo/events';
import { timestampOfMicros, timestampOfMs } from '@killrvideo/grpc/wire-format';
import { events } from '@killrvideo/proto/video-catalog';

import type { VideoEvent } from '../domain/video-event';
import type { VideoStore } from '../domain/video-store';

/** The events of killrvideo.video_catalog: what others read of them, and how they are carried out when a process did not. */
export function videoEvents(store: Pick<VideoStore, 'put'>): EventTypes<VideoEvent> {
  return {
    'you-tube-video-added': {
      type: `${events.protobufPackage}.YouTubeVideoAdded`,
      aggregate: ({ video }) => video.videoId,
      messageOf: ({ video }, at) =>
        events.YouTubeVideoAdded.encode({
          videoId: { value: video.videoId },
          userId: { value: video.userId },
          name: video.name,
          description: video.description,
          location: video.location,
          previewImageLocation: video.previewImageLocation,
          tags: [...video.tags],
          addedDate: timestampOfMs(video.addedDate),
          timestamp: timestampOfMicros(at),
        }).finish(),
      intent: jsonIntent(1),
      async settle(happened, at, call) {
        await store.put(happened.video, at, call);
        return happened;
      },
    },
    'uploaded-video-accepted': {
      type: `${events.protobufPackage}.UploadedVideoAccepted`,
      aggregate: ({ video }) => video.videoId,
      messageOf: ({ video, uploadUrl }, at) =>
        events.UploadedVideoAccepted.encode({
          videoId: { value: video.videoId },
          uploadUrl,
          timestamp: timestampOfMicros(at),
        }).finish(),
      intent: jsonIntent(1),
      async settle(happened, at, call) {
        await store.put(happened.video, at, call);
        return happened;
      },
    },
  };
}
