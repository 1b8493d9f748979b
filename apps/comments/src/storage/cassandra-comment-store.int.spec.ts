import { randomUUID } from 'node:crypto';

import { pagingKeys } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall, timeUuidAt, writeTime } from '@killrvideo/testing';

import type { CommentStore } from '../domain/comment-store';
import schema from '../schema.cql';
import { cassandraCommentStore } from './cassandra-comment-store';

const cassandra = useScratchKeyspace(schema);
let store: CommentStore;

beforeAll(() => {
  store = cassandraCommentStore(cassandra(), pagingKeys(['a key of more than thirty-two characters']));
});

const comment = (over: object = {}) => ({
  commentId: timeUuidAt(Date.now()),
  videoId: randomUUID() as string,
  userId: randomUUID() as string,
  text: 'What a kitten',
  ...over,
});
const firstPage = { size: 10, state: '' };

describe('comments in Cassandra', () => {
  it('stand in the list of their video and of their user', async () => {
    const added = comment();
    await store.add(added, writeTime(), testCall());
    const expected = { rows: [added], nextState: '' };
    expect(await store.ofVideo(added.videoId, firstPage, undefined, testCall())).toEqual(expected);
    expect(await store.ofUser(added.userId, firstPage, undefined, testCall())).toEqual(expected);
  });

  it('come newest first, from a start on, and by their state', async () => {
    const { videoId } = comment();
    const [oldest, middle, newest] = [1, 2, 3].map((ms) => comment({ videoId, commentId: timeUuidAt(ms) }));
    for (const each of [middle, newest, oldest]) if (each) await store.add(each, writeTime(), testCall());
    const page = await store.ofVideo(videoId, { size: 2, state: '' }, undefined, testCall());
    expect(page.rows).toEqual([newest, middle]);
    const rest = await store.ofVideo(videoId, { size: 2, state: page.nextState }, undefined, testCall());
    expect(rest).toEqual({ rows: [oldest], nextState: '' });
    const fromMiddle = await store.ofVideo(videoId, firstPage, middle?.commentId, testCall());
    expect(fromMiddle.rows).toEqual([middle, oldest]);
  });
});
