import { concurrently } from '@killrvideo/core';
import { RatingsServiceService as Ratings } from '@killrvideo/proto/ratings';

import { mostFirst } from './most-first';
import { CALLS_AT_ONCE, type Work } from './work';

/** Rates for users who have not rated; whoever logged in as one and changed a rating keeps that. */
export async function addRatings({ plan, services: { ratings: service }, tell }: Work): Promise<void> {
  // One after another for a video: ratings of one video wait for each other in any case.
  const videos = mostFirst(plan.videos, ({ ratings }) => ratings.length);
  await concurrently(videos, CALLS_AT_ONCE, async ({ id, ratings }) => {
    const videoId = { value: id };
    for (const { userId: user, stars } of ratings) {
      const userId = { value: user };
      const { rating } = await service.call(Ratings.getUserRating, { videoId, userId });
      if (rating === 0) await service.call(Ratings.rateVideo, { videoId, userId, rating: stars });
      tell(rating === 0 ? 'made' : 'there');
    }
  });
}
