import { randomUUID } from 'node:crypto';

import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';

import type { Subject } from './subject';

const PAGE_SIZE = 10;
const VIDEOS = 50;

export const videos: Subject = {
  app: 'videos',
  async prepare(ours) {
    const videoIds = Array.from({ length: VIDEOS }, () => ({ value: randomUUID() }));
    for (const videoId of videoIds) {
      await ours.call(Catalog.submitYouTubeVideo, {
        videoId,
        userId: { value: randomUUID() },
        name: 'A kitten looks at the camera',
        description: 'It sits on the window sill, looks out, and then, slowly, right at you.',
        tags: ['cats', 'kittens', 'cute'],
        youTubeVideoId: 'dQw4w9WgXcQ',
      });
    }
    let next = 0;
    return {
      GetVideo: async (server) => {
        const { name } = await server.call(Catalog.getVideo, { videoId: videoIds[next++ % VIDEOS] });
        if (name === '') throw new Error('a video was not found');
      },
      GetLatestVideoPreviews: async (server) => {
        const { videoPreviews } = await server.call(Catalog.getLatestVideoPreviews, {
          pageSize: PAGE_SIZE,
          startingAddedDate: undefined,
          startingVideoId: undefined,
          pagingState: '',
        });
        if (videoPreviews.length !== PAGE_SIZE) throw new Error('a page was not full');
      },
    };
  },
};
