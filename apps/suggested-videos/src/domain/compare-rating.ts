import type { CallContext } from '@killrvideo/core';

import { ratedSince } from './clock';
import type { ContentStore } from './content-store';
import type { FactsAudit } from './facts-audit';
import type { LikesStore } from './likes-store';
import { checkedRating, type NoteRating } from './note-rating';
import { isLike } from './rating';

/** Says how what is known of a rating differs from what noting it would make. */
export function compareRating({
  audit,
  likes,
  content,
}: {
  readonly audit: Pick<FactsAudit, 'likesOf' | 'isLiker'>;
  readonly likes: Pick<LikesStore, 'ratings'>;
  readonly content: Pick<ContentStore, 'addedDates'>;
}) {
  return async (command: NoteRating, at: bigint, call: CallContext): Promise<string[]> => {
    const rating = checkedRating(command);
    const { userId, videoId, stars } = rating;
    const [[stands], given, isLiker, addedDates] = await Promise.all([
      likes.ratings(userId, [videoId], call),
      audit.likesOf(rating, call),
      audit.isLiker(rating, call),
      content.addedDates([videoId], call),
    ]);
    const isOfIt = at >= ratedSince(addedDates.get(videoId) ?? 0n);
    const isLiked = isOfIt && isLike(rating);
    return [
      ...(stands?.stars === (isOfIt ? stars : undefined)
        ? []
        : [
            `${shown(isOfIt ? stars : undefined)}, and in suggested_videos_ratings it ${shown(stands?.stars)}`,
          ]),
      ...(isLiked && !given.some((like) => like === stands?.at)
        ? ['is missing in suggested_videos_likes']
        : []),
      ...given
        .filter((like) => !isLiked || like !== stands?.at)
        .map((like) => `is left over in suggested_videos_likes, as of ${like}`),
      ...(isLiked === isLiker ? [] : [`is ${isLiked ? 'missing' : 'left over'} in suggested_videos_likers`]),
    ];
  };
}

function shown(stars: number | undefined): string {
  return stars === undefined ? 'is none' : `has ${stars} stars`;
}
