import { MustBeLater, type History } from '@killrvideo/core';
import { jsonIntent, type EventTypes } from '@killrvideo/events';
import { timestampOfMs } from '@killrvideo/grpc/wire-format';
import { events } from '@killrvideo/proto/ratings';

import type { GroupCommit } from '../domain/group-commit';
import type { RatingEvent } from '../domain/rating-event';

function falseIfLater(error: unknown): false {
  if (error instanceof MustBeLater) return false;
  throw error;
}

/** The events of killrvideo.ratings: what others read of them, and how they are carried out when a process did not. */
export function ratingEvents(
  { rate }: Pick<GroupCommit, 'rate'>,
  history: History<RatingEvent>,
): EventTypes<RatingEvent> {
  return {
    'user-rated-video': {
      type: `${events.protobufPackage}.UserRatedVideo`,
      aggregate: ({ rating }) => `${rating.videoId} ${rating.userId}`,
      messageOf: ({ rating }, at) =>
        events.UserRatedVideo.encode({
          videoId: { value: rating.videoId },
          userId: { value: rating.userId },
          rating: rating.stars,
          ratingTimestamp: timestampOfMs(at / 1000n),
        }).finish(),
      intent: jsonIntent(1),
      // A later rating has an event of its own.
      settle: ({ rating }, at, call) => rate(rating, at, call).catch(falseIfLater),
      history,
    },
  };
}
