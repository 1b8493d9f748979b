import type { CallContext, Page, PageRequest } from '@killrvideo/core';

import type { Comment } from './comment';

/** Where comments are kept. All methods throw DomainErrors only. */
export interface CommentStore {
  /**
   * Afterwards the comment is in its video's list and in its user's, written at the time `at`, in microseconds since 1970;
   * adding it again changes nothing. When it throws, it may be in one of them: `Publish` sees to it that it is added again.
   */
  add(comment: Comment, at: bigint, call: CallContext): Promise<void>;

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
