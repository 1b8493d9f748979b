import type { CallContext, Page, PageRequest } from '@killrvideo/core';

import type { Comment } from './comment';

/** Where comments are kept. All methods throw DomainErrors only. */
export interface CommentStore {
  /** Afterwards the comment is in its video's list and in its user's; adding it again changes nothing. */
  add(comment: Comment, call: CallContext): Promise<void>;

  /** Newest first. `start` is the comment that the first page begins with; it counts on the first page alone. */
  ofVideo(
    videoId: string,
    page: PageRequest,
    start: string | undefined,
    call: CallContext,
  ): Promise<Page<Comment>>;

  /** Newest first, `start` as in `ofVideo`. */
  ofUser(
    userId: string,
    page: PageRequest,
    start: string | undefined,
    call: CallContext,
  ): Promise<Page<Comment>>;
}
