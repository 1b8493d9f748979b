import { type CallContext, checked, type Publish } from '@killrvideo/core';

import type { GroupCommit } from './group-commit';
import { STARS } from './rating';
import type { RatingEvent } from './rating-event';

/** A rating as it was sent; nothing of it is checked yet. */
export interface RateVideo {
  readonly videoId: string | undefined;
  readonly userId: string | undefined;
  readonly rating: number;
}

/** Gives the user's stars to the video, instead of those given before. Neither needs to be known here. */
export function rateVideo({ rate }: Pick<GroupCommit, 'rate'>, publish: Publish<RatingEvent>) {
  return async (command: RateVideo, call: CallContext): Promise<void> => {
    const rating = checked((field) => ({
      videoId: field.uuid('video_id', command.videoId),
      userId: field.uuid('user_id', command.userId),
      stars: field.integer('rating', command.rating, STARS),
    }));
    await publish(
      { kind: 'user-rated-video', rating },
      call,
      (at) => rate(rating, at, call),
      (isGiven) => isGiven,
    );
  };
}
