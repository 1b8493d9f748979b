import type { CallContext } from '@killrvideo/core';

import type { Rating } from './rating';
import type { VideoDocument } from './video-document';

/** What is stored of facts, for who compares it with what there is. All methods throw DomainErrors only. */
export interface FactsAudit {
  /**
   * Videos that something is known of, at most `limit` and fewer only at the end, in an order that stays: the first of them
   * behind `position`, which an earlier one had; undefined begins.
   */
  videos(position: string | undefined, limit: number, call: CallContext): Promise<NotedVideo[]>;
  /** Ratings that stand, in the same way. */
  ratings(position: string | undefined, limit: number, call: CallContext): Promise<NotedRating[]>;
  /** A line for each row of the document that is missing, and for what is left over of earlier versions. */
  differences(document: VideoDocument, call: CallContext): Promise<string[]>;
  /** When the likes that the list of a user has of a video were given, in microseconds since 1970: one at most is right. */
  likesOf(rating: Pick<Rating, 'userId' | 'videoId'>, call: CallContext): Promise<bigint[]>;
  /** Whether the user is among the likers of the video. */
  isLiker(rating: Pick<Rating, 'userId' | 'videoId'>, call: CallContext): Promise<boolean>;
}

export interface NotedVideo {
  readonly position: string;
  readonly videoId: string;
  /** The newest one, in microseconds since 1970. */
  readonly version: bigint;
}

export interface NotedRating {
  readonly position: string;
  readonly videoId: string;
  readonly userId: string;
  /** Microseconds since 1970. */
  readonly at: bigint;
}
