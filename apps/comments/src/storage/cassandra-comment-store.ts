import {
  idempotent,
  readPage,
  textColumn,
  uuidColumn,
  type Cassandra,
  type PagingKeys,
  type Position,
  type Row,
  type Statement,
  type Write,
} from '@killrvideo/cassandra';
import { type CallContext, NIL_UUID, type PageRequest } from '@killrvideo/core';

import type { Comment } from '../domain/comment';
import type { CommentStore } from '../domain/comment-store';

const INSERT_BY_VIDEO = idempotent(
  'INSERT INTO comments_by_video (videoid, commentid, userid, comment) VALUES (?, ?, ?, ?) USING TIMESTAMP ?',
);
const INSERT_BY_USER = idempotent(
  'INSERT INTO comments_by_user (userid, commentid, videoid, comment) VALUES (?, ?, ?, ?) USING TIMESTAMP ?',
);

const BY_VIDEO: List = {
  rpc: 'GetVideoComments',
  select: idempotent(
    'SELECT videoid, commentid, userid, comment FROM comments_by_video WHERE videoid = ? LIMIT ?',
  ),
  selectFrom: idempotent(
    'SELECT videoid, commentid, userid, comment FROM comments_by_video WHERE videoid = ? AND commentid <= ? LIMIT ?',
  ),
};
const BY_USER: List = {
  rpc: 'GetUserComments',
  select: idempotent(
    'SELECT videoid, commentid, userid, comment FROM comments_by_user WHERE userid = ? LIMIT ?',
  ),
  selectFrom: idempotent(
    'SELECT videoid, commentid, userid, comment FROM comments_by_user WHERE userid = ? AND commentid <= ? LIMIT ?',
  ),
};

/** One of the two lists a comment stands in: its rpc, how it is read from its beginning and from a comment on. */
interface List {
  readonly rpc: string;
  readonly select: Statement;
  readonly selectFrom: Statement;
}

/** Comments in two tables, one by video and one by user, each a partition of rows newest first. */
export function cassandraCommentStore(cassandra: Cassandra, keys: PagingKeys): CommentStore {
  const pageOf = (
    { rpc, select, selectFrom }: List,
    id: string,
    page: PageRequest,
    start: string | undefined,
    call: CallContext,
  ) =>
    readPage<Comment>(keys, {
      list: [rpc, id],
      page,
      start: start === undefined ? undefined : [start],
      read: async (from: Position | undefined, limit) => {
        const rows = await (from === undefined
          ? cassandra.rows(select, [id, limit], call)
          : cassandra.rows(selectFrom, [id, from[0], limit], call));
        return rows.filter(hasId).map(commentOf);
      },
      positionOf: ({ commentId }) => [commentId],
    });

  return {
    add: (comment, at, call) => cassandra.writeUnlogged(writesOf(comment, at), call),
    ofVideo: (videoId, page, start, call) => pageOf(BY_VIDEO, videoId, page, start, call),
    ofUser: (userId, page, start, call) => pageOf(BY_USER, userId, page, start, call),
  };
}

function writesOf({ videoId, commentId, userId, text }: Comment, at: bigint): Write[] {
  return [
    { statement: INSERT_BY_VIDEO, params: [videoId, commentId, userId, text, at] },
    { statement: INSERT_BY_USER, params: [userId, commentId, videoId, text, at] },
  ];
}

/** An id of no bytes, which Cassandra takes and sorts behind all others, is none that a page could begin with. */
function hasId(row: Row): boolean {
  return row['commentid'] != null;
}

/** Other tools write rows in part: an id that is null must not fail the whole list. */
function commentOf(row: Row): Comment {
  return {
    commentId: uuidColumn(row, 'commentid') ?? NIL_UUID,
    videoId: uuidColumn(row, 'videoid') ?? NIL_UUID,
    userId: uuidColumn(row, 'userid') ?? NIL_UUID,
    text: textColumn(row, 'comment'),
  };
}
