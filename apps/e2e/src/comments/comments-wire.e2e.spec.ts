import { randomUUID } from 'node:crypto';

import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import { timeUuidAt } from '@killrvideo/testing';

import { itKeepsTheWire, rpc } from '../world/wire-cases';

const id = (value: string) => ({ value });
const commentId = () => ({ value: timeUuidAt(Date.now()) });
const page = () => ({ pageSize: 3, startingCommentId: commentId(), pagingState: '' });

itKeepsTheWire('comments', [
  rpc(Comments.commentOnVideo, () => ({
    videoId: id(randomUUID()),
    userId: id(randomUUID()),
    commentId: commentId(),
    comment: 'é',
  })),
  rpc(Comments.getVideoComments, () => ({ videoId: id(randomUUID()), ...page() })),
  rpc(Comments.getUserComments, () => ({ userId: id(randomUUID()), ...page() })),
]);
