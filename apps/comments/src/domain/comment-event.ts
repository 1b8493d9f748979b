import type { Comment } from './comment';

/** What happens here that others may want to hear of. */
export type CommentEvent = {
  readonly kind: 'user-commented-on-video';
  readonly comment: Comment;
};
