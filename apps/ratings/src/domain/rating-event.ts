import type { Rating } from './rating';

/** What happens here that others may want to hear of. */
export type RatingEvent = {
  readonly kind: 'user-rated-video';
  readonly rating: Rating;
};
