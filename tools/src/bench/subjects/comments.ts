import { randomUUID } from 'node:crypto';

import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import { timeUuidAt, type GrpcCaller } from '@killrvideo/testing';

import type { Subject } from './subject';

const COMMENT = 'What a kitten, and how it looks at the camera: one cannot but watch it again.';
const READ_PAGE_SIZE = 10;
const COMMENTS_ON_READ_VIDEO = 50;

export const comments: Subject = {
  app: 'comments',
  async prepare(ours) {
    const videoId = randomUUID();
    for (let index = 0; index < COMMENTS_ON_READ_VIDEO; index++) await comment(ours, videoId);
    return {
      CommentOnVideo: (server) => comment(server, randomUUID()),
      GetVideoComments: async (server) => {
        const { comments: page } = await server.ok(Comments.getVideoComments, {
          videoId: { value: videoId },
          pageSize: READ_PAGE_SIZE,
          startingCommentId: undefined,
          pagingState: '',
        });
        if (page.length !== READ_PAGE_SIZE) throw new Error('a page was not full');
      },
    };
  },
};

function comment(server: GrpcCaller, videoId: string): Promise<unknown> {
  return server.ok(Comments.commentOnVideo, {
    videoId: { value: videoId },
    userId: { value: randomUUID() },
    commentId: { value: timeUuidAt(Date.now()) },
    comment: COMMENT,
  });
}
