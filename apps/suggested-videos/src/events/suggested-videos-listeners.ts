import { listensTo, type EventListener } from '@killrvideo/events';
import { events as ratings } from '@killrvideo/proto/ratings';
import { events as videos } from '@killrvideo/proto/video-catalog';

import type { FactsUseCases } from '../domain/facts-use-cases';
import type { NoteRating } from '../domain/note-rating';
import type { NoteVideo } from '../domain/note-video';

/** What is heard of, and what is done about it: converts events, nothing else. */
export function suggestedVideosListeners(facts: FactsUseCases): EventListener[] {
  return [
    listensTo(`${ratings.protobufPackage}.UserRatedVideo`, ratings.UserRatedVideo, (rated, at, call) =>
      facts.noteRating(ratingOf(rated), at, call),
    ),
    listensTo(`${videos.protobufPackage}.YouTubeVideoAdded`, videos.YouTubeVideoAdded, (added, at, call) =>
      facts.noteVideo(videoOf(added), at, call),
    ),
  ];
}

function ratingOf({ userId, videoId, rating }: ratings.UserRatedVideo): NoteRating {
  return { userId: userId?.value, videoId: videoId?.value, stars: rating };
}

function videoOf({ videoId, name, description, tags, addedDate }: videos.YouTubeVideoAdded): NoteVideo {
  return { videoId: videoId?.value, name, description, tags, addedDate };
}
