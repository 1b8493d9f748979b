import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import { timeUuidAt } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { callerOf, deploymentsOf } from '../world/world';

const id = (value: string) => ({ value });
const NOBODY = '00000000-0000-0000-0000-000000000000';
const T0 = Date.UTC(2026, 0, 1, 12);
/** The two ends of a version 1 UUID's clock, in the years 5236 and 1582. */
const LATEST_ID = 'ffffffff-ffff-1fff-8000-000000000000';
const EARLIEST_ID = '00000000-0000-1000-8000-000000000000';

describe.each(deploymentsOf('comments'))('CommentsService of %s shows values of other tools:', (app) => {
  let comments: GrpcCaller;
  let cassandra: Client;
  beforeAll(async () => {
    comments = await callerOf('CommentsService', app);
    cassandra = await cassandraOf();
  });
  afterAll(async () => {
    comments.close();
    await cassandra.shutdown();
  });

  const cql = (text: string, ...params: unknown[]) => cassandra.execute(text, params, { prepare: true });
  const ofVideo = (videoId: string, pageSize: number, pagingState = '') =>
    comments.call(Comments.getVideoComments, {
      videoId: id(videoId),
      pageSize,
      startingCommentId: undefined,
      pagingState,
    });
  const ofUser = (userId: string, pageSize: number, pagingState = '') =>
    comments.call(Comments.getUserComments, {
      userId: id(userId),
      pageSize,
      startingCommentId: undefined,
      pagingState,
    });

  it('ids of any time, and none of no bytes, page by page', async () => {
    const videoId = randomUUID();
    const ids = [LATEST_ID, timeUuidAt(T0), EARLIEST_ID];
    for (const commentId of ids)
      await cql('INSERT INTO comments_by_video (videoid, commentid) VALUES (?, ?)', videoId, commentId);
    await cql(
      "INSERT INTO comments_by_video (videoid, commentid, comment) VALUES (?, blob_as_timeuuid(0x), 'no id')",
      videoId,
    );
    for (const size of [1, 3, 10]) {
      const shown: [string | undefined, bigint | undefined][] = [];
      let pagingState = '';
      do {
        const { code, response } = await ofVideo(videoId, size, pagingState);
        expect(code).toBe(status.OK);
        for (const { commentId, commentTimestamp } of response?.comments ?? [])
          shown.push([commentId?.value, commentTimestamp?.seconds]);
        pagingState = response?.pagingState ?? '';
      } while (pagingState !== '' && shown.length < 10);
      expect(shown).toEqual([
        [ids[0], 103_072_857_660n],
        [ids[1], BigInt(T0 / 1000)],
        [ids[2], BigInt(Date.UTC(1582, 9, 15) / 1000)],
      ]);
    }
  });

  it('rows that lack everything but their key, or have ids of no bytes', async () => {
    const [videoId, userId, commentId] = [randomUUID(), randomUUID(), timeUuidAt(T0)];
    await cql(
      'INSERT INTO comments_by_video (videoid, commentid, userid) VALUES (?, ?, blob_as_uuid(0x))',
      ...[videoId, commentId],
    );
    await cql('INSERT INTO comments_by_user (userid, commentid) VALUES (?, ?)', userId, commentId);
    const nothing = { commentId: id(commentId), comment: '' };
    expect((await ofVideo(videoId, 5)).response?.comments).toMatchObject([
      { ...nothing, userId: id(NOBODY) },
    ]);
    expect((await ofUser(userId, 5)).response?.comments).toMatchObject([{ ...nothing, videoId: id(NOBODY) }]);
  });

  it('texts of megabytes, cut so that the answer reaches its client', async () => {
    const [videoId, userId] = [randomUUID(), randomUUID()];
    const texts = ['Short', 'x'.repeat(2_000_000), '猫'.repeat(700_000), 'y'.repeat(2_000_000)];
    for (const [index, text] of texts.entries()) {
      const commentId = timeUuidAt(T0 - index);
      for (const [table, key, value] of [
        ['comments_by_video', 'videoid', videoId],
        ['comments_by_user', 'userid', userId],
      ]) {
        await cql(
          `INSERT INTO ${table} (${key}, commentid, comment) VALUES (?, ?, ?)`,
          value,
          commentId,
          text,
        );
      }
    }
    for (const { code, response } of [await ofVideo(videoId, 10), await ofUser(userId, 10)]) {
      expect(code).toBe(status.OK);
      expect(response?.comments).toHaveLength(texts.length);
      for (const [index, { comment }] of (response?.comments ?? []).entries()) {
        const isCut = index > 0;
        expect(comment.endsWith('…')).toBe(isCut);
        if (isCut) expect(texts[index]?.startsWith(comment.slice(0, -1))).toBe(true);
      }
    }
  });
});
