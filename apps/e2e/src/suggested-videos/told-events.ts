import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { EventConsumerService, Result, type Event, type Outcome } from '@killrvideo/proto/events-v1';
import { events as ratings } from '@killrvideo/proto/ratings';
import { events as videos } from '@killrvideo/proto/video-catalog';
import type { Client } from 'cassandra-driver';

import { ownWord } from '../world/own-word';

export const GROUP = 'suggested-videos';
export const RATED = `${ratings.protobufPackage}.UserRatedVideo`;
export const ADDED = `${videos.protobufPackage}.YouTubeVideoAdded`;

/** When videos are added, unless a test says otherwise. */
export const T0_MS = Date.UTC(2026, 0, 1, 12);

const id = (value: string) => ({ value });
const timestamp = (ms: number) => ({
  seconds: BigInt(Math.floor(ms / 1000)),
  nanos: (ms % 1000) * 1_000_000,
});

/** An event of what happened so many seconds after T0. */
export function told(type: string, bytes: Uint8Array, seconds: number): Event {
  const message = { typeUrl: `type.googleapis.com/${type}`, value: Buffer.from(bytes) };
  return { message, aggregate: '', writtenAtMicros: BigInt(T0_MS + seconds * 1000) * 1000n };
}

export function rated(userId: string, videoId: string, rating: number, seconds: number): Event {
  const message = {
    ...{ videoId: id(videoId), userId: id(userId), rating },
    ratingTimestamp: timestamp(T0_MS + seconds * 1000),
  };
  return told(RATED, ratings.UserRatedVideo.encode(message).finish(), seconds);
}

/** A video that was added, or added again with these tags and `addedMs` of its first time. */
export function added(videoId: string, tags: string[], seconds = 0, addedMs = T0_MS): Event {
  const message = {
    ...{ videoId: id(videoId), userId: id(randomUUID()), name: ownWord(), description: '', tags },
    ...{ location: 'abc', previewImageLocation: '', addedDate: timestamp(addedMs), timestamp: undefined },
  };
  return told(ADDED, videos.YouTubeVideoAdded.encode(message).finish(), seconds);
}

/** Tells an instance as a publisher does; what has become of each event. */
export async function outcomesOf(group: GrpcCaller, events: Event[]): Promise<Outcome[]> {
  return (await group.ok(EventConsumerService.consume, { consumerGroup: GROUP, events })).outcomes;
}

/** Tells an instance of what it takes. */
export async function tell(group: GrpcCaller, ...events: Event[]): Promise<void> {
  for (const { result } of await outcomesOf(group, events)) expect(result).toBe(Result.RESULT_DONE);
}

/** Puts videos into the catalogue of which nobody tells; their ids, in order. */
export async function inCatalogue(cassandra: Client, howMany: number, addedMs = T0_MS): Promise<string[]> {
  const insert =
    'INSERT INTO videos (videoid, userid, name, location, location_type, added_date) VALUES (?, ?, ?, ?, 0, ?)';
  const videoIds = Array.from({ length: howMany }, () => randomUUID()).sort();
  for (const videoId of videoIds) {
    const params = [videoId, randomUUID(), ownWord(), 'abc', new Date(addedMs)];
    await cassandra.execute(insert, params, { prepare: true });
  }
  return videoIds;
}

/** The same, and tells of them. */
export async function inCatalogueAndTold(
  cassandra: Client,
  group: GrpcCaller,
  howMany: number,
): Promise<string[]> {
  const videoIds = await inCatalogue(cassandra, howMany);
  await tell(group, ...videoIds.map((videoId) => added(videoId, [])));
  return videoIds;
}
