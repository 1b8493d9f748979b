import { listensTo, type EventListener } from '@killrvideo/events';
import { events as ratings } from '@killrvideo/proto/ratings';
import { events as videos } from '@killrvideo/proto/video-catalog';

import type { SuggestedVideosUseCases } from '../domain/suggested-videos-use-cases';

/** What is heard of, and what is done about it: converts events, nothing else. */
export function suggestedVideosListeners(suggestedVideos: SuggestedVideosUseCases): EventListener[] {
  return [
    listensTo(`${ratings.protobufPackage}.UserRatedVideo`, ratings.UserRatedVideo, (rated, at, call) =>
      suggestedVideos.noteRating(
        { userId: rated.userId?.value, videoId: rated.videoId?.value, stars: rated.rating },
        at,
        call,
      ),
    ),
    listensTo(`${videos.protobufPackage}.YouTubeVideoAdded`, videos.YouTubeVideoAdded, (added, at, call) =>
      suggestedVideos.noteVideo(
        {
          videoId: added.videoId?.value,
          name: added.name,
          description: added.description,
          tags: added.tags,
          addedDate: added.addedDate,
        },
        at,
        call,
      ),
    ),
  ];
}
