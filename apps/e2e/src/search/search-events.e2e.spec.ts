import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { EventConsumerService, Result } from '@killrvideo/proto/events-v1';
import { SearchServiceService as Search } from '@killrvideo/proto/search';
import { events } from '@killrvideo/proto/video-catalog';
import type { Client } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { callerOf, callerOfGroup, deploymentsOf } from '../world/world';

const EMPTY = Buffer.alloc(0);
const T0 = BigInt(Date.UTC(2026, 0, 1, 12)) * 1000n;
const id = (value: string) => ({ value });

/** Each event that makes a video one that is found. */
const EVENTS = [{ type: `${events.protobufPackage}.YouTubeVideoAdded`, message: events.YouTubeVideoAdded }];

describe.each(deploymentsOf('search'))('search of %s', (app) => {
  let group: GrpcCaller;
  let search: GrpcCaller;
  let cassandra: Client;
  beforeAll(async () => {
    cassandra = await cassandraOf();
    group = await callerOfGroup('search', app);
    search = await callerOf('SearchService', app);
  });
  afterAll(async () => {
    group.close();
    search.close();
    await cassandra.shutdown();
  });

  /** As a publisher tells it; what has become of it. */
  const tell = async (type: string, bytes: Uint8Array, writtenAtMicros: bigint) => {
    const message = { typeUrl: `type.googleapis.com/${type}`, value: Buffer.from(bytes) };
    const request = { consumerGroup: 'search', events: [{ message, aggregate: '', writtenAtMicros }] };
    return (await group.ok(EventConsumerService.consume, request)).outcomes;
  };
  const suggestionsFor = async (query: string) =>
    (await search.ok(Search.getQuerySuggestions, { query, pageSize: 10 })).suggestions;

  it.each(EVENTS)(
    'knows of the latest $type, in whatever order and however often they come',
    async (event) => {
      const word = `w${randomUUID().slice(0, 8)}`;
      const videoId = randomUUID();
      const insert = 'INSERT INTO videos (videoid, name, location, added_date) VALUES (?, ?, ?, ?)';
      await cassandra.execute(insert, [videoId, word, 'abc', new Date(1000)], { prepare: true });
      for (const minute of [1n, 2n, 1n, 2n]) {
        const added = {
          ...{ videoId: id(videoId), userId: id(randomUUID()), addedDate: { seconds: 1n, nanos: 0 } },
          ...{ name: `${word} ${word}x${minute}`, tags: [`${word} tag ${minute}`], description: '' },
          ...{ location: '', previewImageLocation: '', timestamp: undefined },
        };
        const outcomes = await tell(
          event.type,
          event.message.encode(added).finish(),
          T0 + minute * 60_000_000n,
        );
        expect(outcomes).toEqual([{ result: Result.RESULT_DONE, reason: '' }]);
      }
      expect(await suggestionsFor(word)).toEqual([word, `${word} tag 2`, `${word}x2`]);
    },
  );

  it.each(EVENTS)('refuses $type that does not say of what', async ({ type }) =>
    expect(await tell(type, EMPTY, 1n)).toEqual([
      { result: Result.RESULT_REFUSED, reason: expect.stringContaining('video_id is missing') },
    ]),
  );
});
