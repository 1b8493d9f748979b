import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import { timeUuidAt } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';

import { cassandraOf } from '../world/cassandra';
import { callerOf, deploymentsOf } from '../world/world';

const id = (value: string) => ({ value });
const T0 = Date.UTC(2026, 0, 1, 12);

describe.each(deploymentsOf('comments'))('CommentsService of %s', (app) => {
  let comments: GrpcCaller;
  beforeAll(async () => {
    comments = await callerOf('CommentsService', app);
  });
  afterAll(() => comments.close());

  const comment = (videoId: string, userId: string, commentId: string, text = 'nice') =>
    comments.call(Comments.commentOnVideo, {
      videoId: id(videoId),
      userId: id(userId),
      commentId: id(commentId),
      comment: text,
    });
  const ofVideo = (videoId: string, pageSize: number, pagingState = '', startingCommentId?: string) =>
    comments.call(Comments.getVideoComments, {
      videoId: id(videoId),
      pageSize,
      startingCommentId: startingCommentId === undefined ? undefined : id(startingCommentId),
      pagingState,
    });
  const ofUser = (userId: string, pageSize: number, pagingState = '') =>
    comments.call(Comments.getUserComments, {
      userId: id(userId),
      pageSize,
      startingCommentId: undefined,
      pagingState,
    });

  /** Comments on a new video, one a minute; their ids newest first. */
  async function videoWith(count: number): Promise<{ videoId: string; ids: string[] }> {
    const videoId = randomUUID();
    const ids = Array.from({ length: count }, (_, minute) => timeUuidAt(T0 + minute * 60_000)).reverse();
    for (const commentId of ids)
      expect(await comment(videoId, randomUUID(), commentId)).toMatchObject({ code: status.OK });
    return { videoId, ids };
  }

  async function everyPage(
    videoId: string,
    sizes: number[],
    startingCommentId?: string,
  ): Promise<string[][]> {
    const pages: string[][] = [];
    let state = '';
    do {
      // As the web front end does: the starting comment is sent again beside each state.
      const { response } = await ofVideo(
        videoId,
        sizes[pages.length % sizes.length] ?? 1,
        state,
        startingCommentId,
      );
      pages.push((response?.comments ?? []).map(({ commentId }) => commentId?.value ?? ''));
      state = response?.pagingState ?? '';
    } while (state !== '');
    return pages;
  }

  describe('CommentOnVideo', () => {
    it('puts a comment into the list of its video and of its user, to be read at once', async () => {
      const [videoId, userId, commentId] = [randomUUID(), randomUUID(), timeUuidAt(T0 + 123)];
      const text = 'Très joli 🐱\nand a second line';
      expect(await comment(videoId, userId, commentId, text)).toMatchObject({
        code: status.OK,
        response: {},
      });

      const commentTimestamp = { seconds: BigInt(T0 / 1000), nanos: 123_000_000 };
      expect((await ofVideo(videoId, 10)).response).toEqual({
        videoId: id(videoId),
        comments: [{ commentId: id(commentId), userId: id(userId), comment: text, commentTimestamp }],
        pagingState: '',
      });
      expect((await ofUser(userId, 10)).response).toEqual({
        userId: id(userId),
        comments: [{ commentId: id(commentId), videoId: id(videoId), comment: text, commentTimestamp }],
        pagingState: '',
      });
    });

    it('has the same effect when it is repeated', async () => {
      const [videoId, userId, commentId] = [randomUUID(), randomUUID(), timeUuidAt(T0)];
      for (let time = 0; time < 3; time++) await comment(videoId, userId, commentId);
      expect((await ofVideo(videoId, 10)).response?.comments).toHaveLength(1);
      expect((await ofUser(userId, 10)).response?.comments).toHaveLength(1);
    });

    it('names every missing field at once', async () => {
      const answer = await comments.call(Comments.commentOnVideo, {
        videoId: undefined,
        userId: id(''),
        commentId: undefined,
        comment: '',
      });
      expect(answer).toMatchObject({ code: status.INVALID_ARGUMENT });
      for (const field of ['video_id', 'user_id', 'comment_id', 'comment is'])
        expect(answer.details).toContain(field);
      expect(answer.details).not.toContain('\n');
    });

    it.each([
      ['video_id', { videoId: id('no-uuid') }],
      ['user_id', { userId: id('99051fe96a9c46c2b94938ef78858dd0') }],
      ['comment_id', { commentId: id(randomUUID()) }],
      ['comment', { comment: ' \n\t' }],
      ['comment', { comment: 'x'.repeat(16 * 1024 + 1) }],
      ['comment', { comment: 'é'.repeat(8 * 1024 + 1) }],
    ])('refuses a wrong %s', async (field, wrong) => {
      const right = {
        videoId: id(randomUUID()),
        userId: id(randomUUID()),
        commentId: id(timeUuidAt(T0)),
        comment: 'x',
      };
      const { code, details } = await comments.call(Comments.commentOnVideo, { ...right, ...wrong });
      expect(code).toBe(status.INVALID_ARGUMENT);
      expect(details.startsWith(`${field} `)).toBe(true);
    });

    it('takes a comment of 16 KiB, in any script', async () => {
      const [videoId, text] = [randomUUID(), '猫'.repeat(5461) + 'x'];
      expect(await comment(videoId, randomUUID(), timeUuidAt(T0), text)).toMatchObject({ code: status.OK });
      expect((await ofVideo(videoId, 1)).response?.comments[0]?.comment).toBe(text);
    });
  });

  describe('the lists', () => {
    it('echo the id as it was sent, in either letter case, and find the same rows', async () => {
      const { videoId, ids } = await videoWith(2);
      const asSent = videoId.toUpperCase();
      const { response } = await ofVideo(asSent, 10);
      expect(response?.videoId).toEqual(id(asSent));
      expect(response?.comments.map(({ commentId }) => commentId?.value)).toEqual(ids);
    });

    it('are empty for an unknown id', async () => {
      const unknown = randomUUID();
      expect((await ofVideo(unknown, 5)).response).toEqual({
        videoId: id(unknown),
        comments: [],
        pagingState: '',
      });
      expect((await ofUser(unknown, 5)).response).toEqual({
        userId: id(unknown),
        comments: [],
        pagingState: '',
      });
    });

    it('give every comment once, newest first, in full pages, and no state after the last', async () => {
      const { videoId, ids } = await videoWith(12);
      for (const [sizes, lengths] of [
        [[5], [5, 5, 2]],
        [[4], [4, 4, 4]],
        [[12], [12]],
        [
          [1, 5],
          [1, 5, 1, 5],
        ],
        [[100_000], [12]],
      ] as const) {
        const pages = await everyPage(videoId, [...sizes]);
        expect(pages.flat()).toEqual(ids);
        expect(pages.map((page) => page.length)).toEqual(lengths);
      }
    });

    it('order comments of one millisecond by their finer time', async () => {
      const videoId = randomUUID();
      const ids = [30, 20, 10, 0].map((ticks) => timeUuidAt(T0, ticks));
      for (const commentId of [...ids].sort()) await comment(videoId, randomUUID(), commentId);
      expect((await everyPage(videoId, [1])).flat()).toEqual(ids);
    });

    it('begin with the starting comment, inclusive, also page by page', async () => {
      const { videoId, ids } = await videoWith(8);
      expect((await everyPage(videoId, [3], ids[2])).flat()).toEqual(ids.slice(2));
      expect((await everyPage(videoId, [3], timeUuidAt(T0 - 1))).flat()).toEqual([]);
    });

    it('go on with the state when comments come and what is sent beside it is nonsense', async () => {
      const { videoId, ids } = await videoWith(4);
      const { response } = await ofVideo(videoId, 2);
      await comment(videoId, randomUUID(), timeUuidAt(T0 + 86_400_000));
      const next = await ofVideo(videoId, 2, response?.pagingState, 'nonsense');
      expect(next.response?.comments.map(({ commentId }) => commentId?.value)).toEqual(ids.slice(2));
    });

    it('clamp large pages to 1,000', async () => {
      const { videoId } = await videoWith(1);
      expect(await ofVideo(videoId, 2_147_483_647)).toMatchObject({ code: status.OK });
    });

    it.each([0, -1, -2_147_483_648])('refuse a page size of %d', async (pageSize) => {
      for (const answer of [await ofVideo(randomUUID(), pageSize), await ofUser(randomUUID(), pageSize)]) {
        expect(answer).toMatchObject({
          code: status.INVALID_ARGUMENT,
          details: 'page_size must be greater than 0',
        });
      }
    });

    it('refuse a starting comment that is no time-based id', async () => {
      const { code, details } = await ofVideo(randomUUID(), 5, '', randomUUID());
      expect(code).toBe(status.INVALID_ARGUMENT);
      expect(details).toMatch(/^starting_comment_id /);
    });

    it('refuse a state of another video, of the other list, altered, or made up', async () => {
      const { videoId } = await videoWith(2);
      const state = (await ofVideo(videoId, 1)).response?.pagingState ?? '';
      expect(state).toMatch(/^[\x21-\x7e]{1,2047}$/);
      const altered = (state.startsWith('A') ? 'B' : 'A') + state.slice(1);
      for (const answer of [
        await ofVideo(randomUUID(), 1, state),
        await ofUser(videoId, 1, state),
        await ofVideo(videoId, 1, altered),
        await ofVideo(videoId, 1, `${state}x`),
        await ofVideo(videoId, 1, 'garbage'),
      ]) {
        expect(answer.code).toBe(status.INVALID_ARGUMENT);
        expect(answer.details).toMatch(/^paging_state /);
      }
    });

    it('show rows that other backends wrote in part', async () => {
      const cassandra = await cassandraOf();
      const [videoId, commentId] = [randomUUID(), timeUuidAt(T0)];
      await cassandra.execute(
        'INSERT INTO comments_by_video (videoid, commentid) VALUES (?, ?)',
        [videoId, commentId],
        {
          prepare: true,
        },
      );
      await cassandra.shutdown();
      const [row] = (await ofVideo(videoId, 5)).response?.comments ?? [];
      expect(row).toMatchObject({ commentId: id(commentId), comment: '' });
      expect(row?.userId?.value).toHaveLength(36);
    });

    it('forget what another tool truncated, and take the same ids again', async () => {
      const { videoId, ids } = await videoWith(1);
      const cassandra = await cassandraOf();
      await cassandra.execute('TRUNCATE comments_by_video');
      await cassandra.shutdown();
      expect((await ofVideo(videoId, 5)).response?.comments).toEqual([]);
      await comment(videoId, randomUUID(), ids[0] ?? '', 'new content');
      expect((await ofVideo(videoId, 5)).response?.comments).toMatchObject([{ comment: 'new content' }]);
    });
  });
});
