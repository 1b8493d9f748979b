import { randomBytes, randomUUID } from 'node:crypto';

import { CommentsServiceClient } from '@killrvideo/proto/comments';
import { credentials } from '@grpc/grpc-js';

const COMMENT = 'What a kitten, and how it looks at the camera: one cannot but watch it again.';
const READ_PAGE_SIZE = 10;
const COMMENTS_ON_READ_VIDEO = 50;
const CONNECT_WITHIN_MS = 30_000;

/** The two calls that are measured, against one server. */
export interface CommentsCalls {
  readonly commentOnVideo: () => Promise<unknown>;
  readonly getVideoComments: () => Promise<unknown>;
  close(): void;
}

/** A client of one server; `videoId` names the video that is read and must have comments. */
export async function commentsCalls(address: string, videoId: string): Promise<CommentsCalls> {
  const client = new CommentsServiceClient(address, credentials.createInsecure());
  await new Promise<void>((resolve, reject) => {
    client.waitForReady(Date.now() + CONNECT_WITHIN_MS, (error) => (error ? reject(error) : resolve()));
  });
  return {
    commentOnVideo: () => comment(client, randomUUID()),
    getVideoComments: () =>
      new Promise((resolve, reject) => {
        const request = {
          videoId: { value: videoId },
          pageSize: READ_PAGE_SIZE,
          startingCommentId: undefined,
          pagingState: '',
        };
        client.getVideoComments(request, (error, response) => {
          if (error) reject(error);
          else if (response.comments.length !== READ_PAGE_SIZE) reject(new Error('a page was not full'));
          else resolve(response);
        });
      }),
    close: () => client.close(),
  };
}

/** Gives a new video its comments and returns its id. */
export async function videoWithComments(address: string): Promise<string> {
  const client = new CommentsServiceClient(address, credentials.createInsecure());
  const videoId = randomUUID();
  for (let index = 0; index < COMMENTS_ON_READ_VIDEO; index++) await comment(client, videoId);
  client.close();
  return videoId;
}

function comment(client: CommentsServiceClient, videoId: string): Promise<unknown> {
  const request = {
    videoId: { value: videoId },
    userId: { value: randomUUID() },
    commentId: { value: randomTimeUuid() },
    comment: COMMENT,
  };
  return new Promise((resolve, reject) => {
    client.commentOnVideo(request, (error, response) => (error ? reject(error) : resolve(response)));
  });
}

/** Any version 1 UUID will do here: the time inside does not matter. */
function randomTimeUuid(): string {
  const hex = randomBytes(16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-1${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
