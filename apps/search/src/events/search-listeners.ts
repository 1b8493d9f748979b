import type { CallContext } from '@killrvideo/core';
import { listensTo, type EventListener } from '@killrvideo/events';
import { events } from '@killrvideo/proto/video-catalog';

import type { SearchUseCases } from '../domain/search-use-cases';

type Added = events.YouTubeVideoAdded | events.UploadedVideoAdded;

/** What is heard of, and what is done about it: converts events, nothing else. An upload is found once it can be watched. */
export function searchListeners(search: SearchUseCases): EventListener[] {
  const index = (added: Added, at: bigint, call: CallContext): Promise<void> =>
    search.indexVideo(
      {
        videoId: added.videoId?.value,
        userId: added.userId?.value,
        name: added.name,
        description: added.description,
        tags: added.tags,
        previewImageLocation: added.previewImageLocation,
        addedDate: added.addedDate,
      },
      at,
      call,
    );
  return [
    listensTo(`${events.protobufPackage}.YouTubeVideoAdded`, events.YouTubeVideoAdded, index),
    listensTo(`${events.protobufPackage}.UploadedVideoAdded`, events.UploadedVideoAdded, index),
  ];
}
