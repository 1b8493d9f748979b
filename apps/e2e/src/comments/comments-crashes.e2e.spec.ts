import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import { eventually, sleep, timeUuidAt, type Moment } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { eventGroup, type EventGroup } from '../world/event-group';
import {
  killAtEveryStatement,
  LATE_LANDED_MS,
  MOMENTS,
  type DoomedCall,
} from '../world/kill-at-every-statement';
import { callerOf } from '../world/world';

const TYPE = 'killrvideo.comments.events.UserCommentedOnVideo';
const T0 = Date.UTC(2026, 0, 1, 12);
/** Others take over what a process left 14 s after its last beat. */
const AFTER_TAKEOVER_MS = 60_000;
/** Calls under which a process is killed at each statement. */
const CALLS = 3;

/** An instance that nobody kills. */
let witness: GrpcCaller;
let cassandra: Client;
let group: EventGroup;
/** The processes that nobody kills. */
let living: readonly string[];
beforeAll(async () => {
  witness = await callerOf('CommentsService', 'comments');
  cassandra = await cassandraOf();
  group = await eventGroup(cassandra, TYPE);
  living = await writers();
});
afterAll(async () => {
  await group.end();
  await cassandra.shutdown();
  witness.close();
});

const page = { pageSize: 10, startingCommentId: undefined, pagingState: '' };

/** How often the comment is in its video's list, in its user's, and at the group: at most once is asked of the lists. */
async function standingOf(videoId: string, userId: string): Promise<[number, number, boolean]> {
  const ofVideo = await witness.ok(Comments.getVideoComments, { ...page, videoId: { value: videoId } });
  const ofUser = await witness.ok(Comments.getUserComments, { ...page, userId: { value: userId } });
  const isHeard = group.heard.some(({ aggregate }) => aggregate === videoId);
  return [ofVideo.comments.length, ofUser.comments.length, isHeard];
}

/** The processes whose outbox is theirs, or has not been taken over. */
async function writers(): Promise<string[]> {
  const { rows } = await cassandra.execute('SELECT writer FROM comments_outbox_writers WHERE shard = 0');
  return rows.map((row) => String(row['writer']));
}

/** Comments whose processes were killed, by the moment of the kill. */
const doomed: Record<Moment, { readonly videoId: string; readonly userId: string }[]> = {
  before: [],
  after: [],
  late: [],
};

describe('CommentOnVideo whose process is killed', () => {
  it.each(MOMENTS)('%s each of its statements is not answered', async (moment) => {
    const begin = async (): Promise<DoomedCall> => {
      const [videoId, userId] = [randomUUID(), randomUUID()];
      return {
        values: [videoId],
        make: async (caller) => {
          const { code } = await caller.call(
            Comments.commentOnVideo,
            {
              videoId: { value: videoId },
              userId: { value: userId },
              commentId: { value: timeUuidAt(T0) },
              comment: 'What a kitten',
            },
            { timeoutMs: 10_000 },
          );
          return code;
        },
        async check({ code }) {
          expect(code).toBe(status.UNAVAILABLE);
          if (moment === 'late') await sleep(LATE_LANDED_MS);
          doomed[moment].push({ videoId, userId });
        },
      };
    };
    const statements = await killAtEveryStatement(
      'comments',
      moment,
      Array.from({ length: CALLS }, () => begin),
    );
    // The intent; the batch, named for its first statement.
    expect(statements.map((statement) => statement.split(' ')[2])).toEqual([
      'comments_outbox',
      'comments_by_video',
    ]);
    expect(doomed[moment]).toHaveLength(CALLS * statements.length);
  });

  // An intent that is stored is carried out; one that never came is not, and is not heard of.
  it.each(MOMENTS)(
    '%s each of its statements is done as a whole and heard of once others have taken over, or not at all',
    async (moment) => {
      const whole = [1, 1, true];
      const nothing = [0, 0, false];
      await eventually(async () => {
        expect((await writers()).filter((writer) => !living.includes(writer))).toEqual([]);
        const reached = await Promise.all(
          doomed[moment].map(({ videoId, userId }) => standingOf(videoId, userId)),
        );
        for (const each of reached) expect([whole, nothing]).toContainEqual(each);
        const carriedOut = reached.filter(([ofVideo]) => ofVideo === 1);
        expect(carriedOut).toHaveLength(moment === 'before' ? CALLS : 2 * CALLS);
      }, AFTER_TAKEOVER_MS);
    },
  );
});
