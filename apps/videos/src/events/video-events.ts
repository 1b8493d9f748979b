import type { CallContext, History } from '@killrvideo/core';
import { jsonIntent, type EventTypes } from '@killrvideo/events';
import { timestampOfMs } from '@killrvideo/grpc/wire-format';
import { events } from '@killrvideo/proto/video-catalog';

import type { VideoEvent, YouTubeVideoAdded } from '../domain/video-event';
import type { VideoStore } from '../domain/video-store';

/** The events of killrvideo.video_catalog: what others read of them, and how they are carried out when a process did not. */
export function videoEvents(
  store: Pick<VideoStore, 'claimOf' | 'put'>,
  added: History<YouTubeVideoAdded>,
): EventTypes<VideoEvent> {
  /** Of a claim that does not stand any more nothing is put: somebody has emptied the tables, and may use the id again. */
  const settle = async ({ video }: VideoEvent, at: bigint, call: CallContext): Promise<boolean> => {
    const claim = await store.claimOf(video.videoId, call);
    const stands =
      claim?.userId === video.userId && claim.addedDate === video.addedDate && claim.kind === video.kind;
    if (stands) await store.put(video, at, call);
    return stands;
  };

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
          timestamp: timestampOfMs(at / 1000n),
        }).finish(),
      intent: jsonIntent(1),
      settle,
      // Who has submitted a video looks for it next.
      isAwaited: true,
      history: added,
    },
    'uploaded-video-accepted': {
      type: `${events.protobufPackage}.UploadedVideoAccepted`,
      aggregate: ({ video }) => video.videoId,
      messageOf: ({ video, uploadUrl }, at) =>
        events.UploadedVideoAccepted.encode({
          videoId: { value: video.videoId },
          uploadUrl,
          timestamp: timestampOfMs(at / 1000n),
        }).finish(),
      intent: jsonIntent(1),
      settle,
    },
  };
}
