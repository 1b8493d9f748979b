import { randomUUID } from 'node:crypto';

import type { GrpcClient } from '@killrvideo/grpc-client';
import { RatingsServiceService as Ratings } from '@killrvideo/proto/ratings';

import type { Subject } from './subject';

/** Far more than calls in flight: no two of them rate one video at once. */
const VIDEOS = 500;

export const ratings: Subject = {
  app: 'ratings',
  async prepare(ours) {
    const videoIds = Array.from({ length: VIDEOS }, () => randomUUID());
    for (const videoId of videoIds) await rate(ours, videoId);
    let next = 0;
    return { RateVideo: (server) => rate(server, videoIds[next++ % VIDEOS] ?? '') };
  },
};

function rate(server: GrpcClient, videoId: string): Promise<unknown> {
  return server.call(Ratings.rateVideo, {
    videoId: { value: videoId },
    userId: { value: randomUUID() },
    rating: 4,
  });
}
