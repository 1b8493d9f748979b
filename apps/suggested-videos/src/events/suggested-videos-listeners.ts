import { projects, type Projection } from '@killrvideo/events';
import { events as ratings } from '@killrvideo/proto/ratings';
import { events as videos } from '@killrvideo/proto/video-catalog';

import type { FactsUseCases } from '../domain/facts-use-cases';
import type { NoteRating } from '../domain/note-rating';
import type { NoteVideo } from '../domain/note-video';

/** What is heard of, and what is done about it: converts events, nothing else. */
export function suggestedVideosListeners(facts: FactsUseCases): Projection[] {
  return [
    projects(`${videos.protobufPackage}.YouTubeVideoAdded`, videos.YouTubeVideoAdded, {
      noun: 'video',
      hear: (added, at, call) => facts.noteVideo(videoOf(added), at, call),
      differences: (added, _, call) => facts.compareVideo(videoOf(added), call),
      forget: facts.forgetVideo,
      async entries(position, limit, call) {
        const noted = await facts.notedVideos(position, limit, call);
        return noted.map(({ videoId, version, ...entry }) => ({ ...entry, aggregate: videoId, at: version }));
      },
    }),
    projects(`${ratings.protobufPackage}.UserRatedVideo`, ratings.UserRatedVideo, {
      noun: 'rating',
      hear: (rated, at, call) => facts.noteRating(ratingOf(rated), at, call),
      differences: (rated, at, call) => facts.compareRating(ratingOf(rated), at, call),
      forget(aggregate, at, call) {
        const [videoId = '', userId = ''] = aggregate.split(' ');
        return facts.forgetRating({ videoId, userId }, at, call);
      },
      async entries(position, limit, call) {
        const noted = await facts.notedRatings(position, limit, call);
        return noted.map(({ videoId, userId, ...entry }) => ({
          ...entry,
          aggregate: `${videoId} ${userId}`,
        }));
      },
    }),
  ];
}

function ratingOf({ userId, videoId, rating }: ratings.UserRatedVideo): NoteRating {
  return { userId: userId?.value, videoId: videoId?.value, stars: rating };
}

function videoOf({ videoId, name, description, tags, addedDate }: videos.YouTubeVideoAdded): NoteVideo {
  return { videoId: videoId?.value, name, description, tags, addedDate };
}
