import { listensTo, type EventListener } from '@killrvideo/events';
import { events } from '@killrvideo/proto/video-catalog';

import type { SearchUseCases } from '../domain/search-use-cases';

/** What is heard of, and what is done about it: converts events, nothing else. */
export function searchListeners(search: SearchUseCases): EventListener[] {
  return [
    listensTo(`${events.protobufPackage}.YouTubeVideoAdded`, events.YouTubeVideoAdded, (added, at, call) =>
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
      ),
    ),
  ];
}
