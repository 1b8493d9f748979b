import type { Publish } from '@killrvideo/core';

import type { VideoEvent } from './video-event';
import type { VideoStore } from './video-store';
import { getLatestVideoPreviews } from './get-latest-video-previews';
import { getUserVideoPreviews } from './get-user-video-previews';
import { getVideo } from './get-video';
import { getVideoPreviews } from './get-video-previews';
import { submitUploadedVideo } from './submit-uploaded-video';
import { submitYouTubeVideo } from './submit-you-tube-video';

/** All that the videos service can do, each use case named for its rpc. `clock` dates what is submitted. */
export function videosUseCases(store: VideoStore, publish: Publish<VideoEvent>, clock: () => number) {
  return {
    submitUploadedVideo: submitUploadedVideo(store, publish, clock),
    submitYouTubeVideo: submitYouTubeVideo(store, publish, clock),
    getVideo: getVideo(store),
    getVideoPreviews: getVideoPreviews(store),
    getLatestVideoPreviews: getLatestVideoPreviews(store),
    getUserVideoPreviews: getUserVideoPreviews(store),
  };
}

export type VideosUseCases = ReturnType<typeof videosUseCases>;
