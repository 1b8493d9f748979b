import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { CommentsServiceService as Comments, events } from '@killrvideo/proto/comments';
import { Result, type Event } from '@killrvideo/proto/events-v1';
import { eventually, timeUuidAt } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { DONE, eventGroup, type EventGroup } from '../world/event-group';
import { killInstance, startInstance } from '../world/instance';
import { callerOf, deploymentsOf } from '../world/world';

const TYPE = 'killrvideo.comments.events.UserCommentedOnVideo';
const T0 = Date.UTC(2026, 0, 1, 12, 0, 0, 250);
/** The services read who is subscribed every 5 s, and take over what a process left 14 s after its last beat. */
const SOON_MS = 20_000;
const AFTER_TAKEOVER_MS = 45_000;
/** Eight, with pauses that grow to 12.8 s. */
const AFTER_REFUSALS_MS = 45_000;

let cassandra: Client;
let group: EventGroup;
beforeAll(async () => {
  cassandra = await cassandraOf();
  group = await eventGroup(cassandra, TYPE);
});
afterAll(async () => {
  await group.end();
  await cassandra.shutdown();
});

const request = (videoId: string, at = T0) => ({
  videoId: { value: videoId },
  userId: { value: randomUUID() },
  commentId: { value: timeUuidAt(at) },
  comment: 'What a kitten',
});
const messageOf = (event: Event) =>
  events.UserCommentedOnVideo.decode(event.message?.value ?? Buffer.alloc(0));
const heardOf = (videoId: string) => group.heard.filter(({ aggregate }) => aggregate === videoId);
/** In the order in which they first came: an event may come again. */
const idsHeard = (videoId: string) => [
  ...new Set(heardOf(videoId).map((event) => messageOf(event).commentId?.value)),
];

describe.each(deploymentsOf('comments'))('A group that has subscribed hears of comments of %s:', (app) => {
  let comments: GrpcCaller;
  beforeAll(async () => (comments = await callerOf('CommentsService', app)));
  afterAll(() => comments.close());

  it('each with all that is known of it', async () => {
    const said = request(randomUUID());
    const before = BigInt(Date.now()) * 1000n;
    await comments.ok(Comments.commentOnVideo, said);
    await eventually(() => expect(idsHeard(said.videoId.value)).toHaveLength(1), SOON_MS);
    const [event] = heardOf(said.videoId.value);
    expect(event?.message?.typeUrl).toBe(`type.googleapis.com/${TYPE}`);
    expect(messageOf(event!)).toEqual({
      userId: said.userId,
      videoId: said.videoId,
      commentId: said.commentId,
      commentTimestamp: { seconds: BigInt(Math.floor(T0 / 1000)), nanos: 250_000_000 },
    });
    const { rows } = await cassandra.execute(
      'SELECT writetime(comment) AS at FROM comments_by_video WHERE videoid = ?',
      [said.videoId.value],
      { prepare: true },
    );
    expect(event?.writtenAtMicros).toBe(BigInt(String(rows[0]?.['at'])));
    expect(event!.writtenAtMicros).toBeGreaterThanOrEqual(before);
  });

  it('those of a video in their order', async () => {
    const videoId = randomUUID();
    const all = Array.from({ length: 20 }, (_, index) => request(videoId, T0 + index));
    for (const each of all) await comments.ok(Comments.commentOnVideo, each);
    await eventually(() => expect(idsHeard(videoId)).toHaveLength(all.length), SOON_MS);
    expect(idsHeard(videoId)).toEqual(all.map(({ commentId }) => commentId.value));
  });

  it('not of one that is blank', async () => {
    const refused = { ...request(randomUUID()), comment: ' ' };
    const { code } = await comments.call(Comments.commentOnVideo, refused);
    expect(code).toBe(status.INVALID_ARGUMENT);
    const later = request(randomUUID());
    await comments.ok(Comments.commentOnVideo, later);
    await eventually(() => expect(idsHeard(later.videoId.value)).toHaveLength(1), SOON_MS);
    expect(heardOf(refused.videoId.value)).toHaveLength(0);
  });

  it('when it is back, of all that was said while it was away', async () => {
    await group.vanish();
    const videoId = randomUUID();
    const all = Array.from({ length: 10 }, (_, index) => request(videoId, T0 + index));
    for (const each of all) await comments.ok(Comments.commentOnVideo, each);
    await group.appear();
    await eventually(() => expect(idsHeard(videoId)).toHaveLength(all.length), SOON_MS);
    expect(idsHeard(videoId)).toEqual(all.map(({ commentId }) => commentId.value));
  });

  it('of the others, when it refuses one, which becomes a dead letter', async () => {
    const videoId = randomUUID();
    const refused = request(videoId);
    const taken = request(videoId, T0 + 1);
    const day = new Date().toISOString().slice(0, 10); // that of the event
    const reason = `it is not for us: ${refused.commentId.value}`;
    group.answer = (event) =>
      messageOf(event).commentId?.value === refused.commentId.value
        ? { result: Result.RESULT_REFUSED, reason }
        : DONE;
    await comments.ok(Comments.commentOnVideo, refused);
    await comments.ok(Comments.commentOnVideo, taken);
    await eventually(() => expect(idsHeard(videoId)).toContain(taken.commentId.value), AFTER_REFUSALS_MS);
    await eventually(async () => {
      const { rows } = await cassandra.execute(
        'SELECT type, reason FROM event_dead_letters WHERE consumer_group = ? AND day = ?',
        [group.name, day],
        { prepare: true },
      );
      expect(rows.map((row): unknown[] => [row['type'], row['reason']])).toContainEqual([TYPE, reason]);
    }, AFTER_REFUSALS_MS);
    group.answer = () => DONE;
  });
});

it('A comment that was acknowledged by a process which is then killed comes from another one', async () => {
  await group.vanish();
  const instance = await startInstance('comments');
  const videoId = randomUUID();
  const all = Array.from({ length: 10 }, (_, index) => request(videoId, T0 + index));
  for (const each of all) await instance.caller.ok(Comments.commentOnVideo, each);
  await killInstance(instance);
  await group.appear();
  await eventually(
    () => expect(new Set(idsHeard(videoId))).toEqual(new Set(all.map(({ commentId }) => commentId.value))),
    AFTER_TAKEOVER_MS,
  );
});
