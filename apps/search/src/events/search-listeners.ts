import { projects, type Projection } from '@killrvideo/events';
import { events } from '@killrvideo/proto/video-catalog';

import type { IndexUseCases } from '../domain/index-use-cases';
import type { IndexVideo } from '../domain/index-video';

/** What is heard of, and what is done about it: converts events, nothing else. */
export function searchListeners(index: IndexUseCases): Projection[] {
  return [
    projects(`${events.protobufPackage}.YouTubeVideoAdded`, events.YouTubeVideoAdded, {
      noun: 'video',
      hear: (added, at, call) => index.indexVideo(videoOf(added), at, call),
      differences: (added, _, call) => index.compareVideo(videoOf(added), call),
      forget: index.forgetVideo,
      async entries(position, limit, call) {
        const videos = await index.indexedVideos(position, limit, call);
        return videos.map(({ videoId, version, ...at }) => ({ ...at, aggregate: videoId, at: version }));
      },
    }),
  ];
}

function videoOf(added: events.YouTubeVideoAdded): IndexVideo {
  const { name, description, tags, previewImageLocation, addedDate } = added;
  const [videoId, userId] = [added.videoId?.value, added.userId?.value];
  return { videoId, userId, name, description, tags, previewImageLocation, addedDate };
}
