import { timeOfTimeUuid } from '@killrvideo/core';

/** What a user said about a video. Ids are lower-case UUIDs; the comment id is time-based. */
export interface Comment {
  readonly commentId: string;
  readonly videoId: string;
  readonly userId: string;
  readonly text: string;
}

/** When the comment was made, in milliseconds since 1970: the time is part of its id. */
export function commentedAt({ commentId }: Comment): bigint {
  return timeOfTimeUuid(commentId);
}
