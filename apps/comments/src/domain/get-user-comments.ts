import { type CallContext, checked, type Page } from '@killrvideo/core';

import type { Comment } from './comment';
import type { CommentStore } from './comment-store';

/** Which page of a user's comments; nothing of it is checked yet. */
export interface GetUserComments {
  readonly userId: string | undefined;
  readonly pageSize: number;
  readonly startingCommentId: string | undefined;
  readonly pagingState: string;
}

/** A user's comments, newest first; an unknown user has none. */
export function getUserComments(store: Pick<CommentStore, 'ofUser'>) {
  return async (query: GetUserComments, call: CallContext): Promise<Page<Comment>> => {
    const { userId, page, start } = checked((field) => ({
      userId: field.uuid('user_id', query.userId),
      page: field.page(query),
      // A state continues its own list: what is sent beside it does not count, right or wrong.
      start:
        query.pagingState === ''
          ? field.optionalTimeUuid('starting_comment_id', query.startingCommentId)
          : undefined,
    }));
    return store.ofUser(userId, page, start, call);
  };
}
