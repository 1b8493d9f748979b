import { randomUUID } from 'node:crypto';

import type { GrpcClient } from '@killrvideo/grpc-client';
import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import { types } from 'cassandra-driver';

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
        const { comments: page } = await server.call(Comments.getVideoComments, {
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

function comment(server: GrpcClient, videoId: string): Promise<unknown> {
  return server.call(Comments.commentOnVideo, {
    videoId: { value: videoId },
    userId: { value: randomUUID() },
    commentId: { value: types.TimeUuid.now().toString() },
    comment: COMMENT,
  });
}
