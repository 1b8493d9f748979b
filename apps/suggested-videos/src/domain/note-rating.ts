import { type CallContext, checked } from '@killrvideo/core';

import { LIKES_BESIDE, MOST_LIKES } from './bounds';
import { ratedSince, type Clock } from './clock';
import type { ContentStore } from './content-store';
import type { CountLikers } from './count-likers';
import type { ForgetRatings } from './forget-ratings';
import type { LikesStore } from './likes-store';
import type { NeighboursStore } from './neighbours-store';
import type { Rating, RatingAsOf } from './rating';

/** What a user gave to a video, as it was heard of; nothing of it is checked yet. */
export interface NoteRating {
  readonly userId: string | undefined;
  readonly videoId: string | undefined;
  readonly stars: number;
}

const STARS = { min: 1, max: 5 };

/**
 * Notes a rating. `at` is when it was given, in microseconds since 1970: in whatever order ratings of one video by one user
 * come, also at once and more than once, the latest one stands.
 *
 * The list of a user's likes is ordered by their time, so another rating of the same video has another place in it. Of two
 * at once each writes its like, then that it stands, and then looks at the list: at least one sees both likes, and which
 * of them stands. In the same way one from before the video was added is seen to be of another video.
 *
 * Neighbours are found by the newest likes of users, so those of all these videos are dropped: at most MOST_LIKES and a few,
 * however many ratings the user has given, and however many the video has got.
 */
export function noteRating({
  likes,
  content,
  neighbours,
  countLikers,
  forgetRatings,
  now,
}: {
  readonly likes: Pick<LikesStore, 'ratings' | 'put' | 'takeBack' | 'newest'>;
  readonly content: Pick<ContentStore, 'addedDates'>;
  readonly neighbours: Pick<NeighboursStore, 'drop'>;
  readonly countLikers: CountLikers;
  readonly forgetRatings: ForgetRatings;
  readonly now: Clock;
}) {
  return async (command: NoteRating, at: bigint, call: CallContext): Promise<void> => {
    const rating: RatingAsOf = { ...checkedRating(command), at };
    const { userId, videoId } = rating;
    const [before] = await likes.ratings(userId, [videoId], call);
    if (before !== undefined && before.at > at) return likes.takeBack(rating, call);
    await likes.put(rating, before, call);

    const [[stands], newest, addedDates] = await Promise.all([
      likes.ratings(userId, [videoId], call),
      likes.newest([userId], MOST_LIKES + LIKES_BESIDE, call),
      content.addedDates([videoId], call),
    ]);
    const since = ratedSince(addedDates.get(videoId) ?? 0n);
    if (at < since) await forgetRatings(videoId, [rating], since, call);
    await countLikers(videoId, call);
    const all = newest.get(userId) ?? [];
    // A like that is later than what stands is about to stand.
    const replaced = all.filter((like) => like.videoId === videoId && like.at < (stands?.at ?? 0n));
    for (const like of replaced) await likes.takeBack(like, call);
    await neighbours.drop([...new Set([videoId, ...all.map((like) => like.videoId)])], now(), call);
  };
}

export function checkedRating({ userId, videoId, stars }: NoteRating): Rating {
  return checked((field) => ({
    userId: field.uuid('user_id', userId),
    videoId: field.uuid('video_id', videoId),
    stars: field.integer('rating', stars, STARS),
  }));
}
