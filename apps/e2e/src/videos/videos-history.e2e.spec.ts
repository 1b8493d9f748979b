import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { EventHistoryService as History } from '@killrvideo/proto/events-v1';
import { events, VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { eventually } from '@killrvideo/testing';
import type { Client, types } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { eventGroup } from '../world/event-group';
import { itTellsItsHistory, type Standing } from '../world/history-cases';
import { callerOf, callerOfInternal, deploymentsOf } from '../world/world';

const TYPE = 'killrvideo.video_catalog.events.YouTubeVideoAdded';
const COLUMNS = [
  ...['userid', 'name', 'description', 'location', 'location_type', 'preview_image_location', 'tags'],
  'added_date',
];

let cassandra: Client;
let catalog: GrpcCaller;
beforeAll(async () => {
  cassandra = await cassandraOf();
  catalog = await callerOf('VideoCatalogService', 'videos');
});
afterAll(async () => {
  catalog.close();
  await cassandra.shutdown();
});

const cql = (text: string, params: readonly unknown[] = []) =>
  cassandra.execute(text, [...params], { prepare: true });
const submitted = () => ({
  videoId: { value: randomUUID() },
  userId: { value: randomUUID() },
  name: 'A kitten',
  description: 'It looks at the camera',
  tags: ['cats', 'kittens'],
});

async function make(): Promise<void> {
  for (let n = 0; n < 3; n++) {
    await catalog.ok(Catalog.submitYouTubeVideo, { ...submitted(), youTubeVideoId: 'dQw4w9WgXcQ' });
    await catalog.ok(Catalog.submitUploadedVideo, {
      ...submitted(),
      uploadUrl: 'http://files.example.org/1',
    });
  }
  await cql('INSERT INTO videos (videoid, name) VALUES (?, ?) USING TIMESTAMP 77', [randomUUID(), 'A cat']);
  await cql('INSERT INTO videos (videoid, location, location_type) VALUES (?, ?, ?)', [
    randomUUID(),
    'abc',
    0,
  ]);
  await cql('INSERT INTO videos (videoid, name, tags) VALUES (?, ?, ?)', [randomUUID(), '', ['a', 'b']]);
  await cql('INSERT INTO videos (videoid, userid, added_date) VALUES (?, ?, ?)', [
    ...[randomUUID(), randomUUID(), new Date()],
  ]);
  await cql('INSERT INTO videos (videoid) VALUES (?)', [randomUUID()]);
}

/** No client takes it in a message: other tools write texts of any length. */
function isTooLarge(row: types.Row): boolean {
  const text = String(row['name'] ?? '') + String(row['description'] ?? '');
  return Buffer.byteLength(text) > 3 * 1024 * 1024;
}

/** What can be watched, of YouTube, and told. */
async function standing(): Promise<Standing> {
  const times = COLUMNS.map((column) => `maxwritetime(${column}) AS ${column}_at`).join(', ');
  const result = await cassandra.execute(
    `SELECT videoid, name, description, location, location_type, ${times} FROM videos`,
    [],
    {
      prepare: true,
      fetchSize: 500,
    },
  );
  const found = new Map<string, bigint>();
  for await (const row of result) {
    const isClaim = row['name'] === null && row['location'] === null;
    if (isClaim || row['location_type'] === 1 || isTooLarge(row)) continue;
    const written = COLUMNS.map((column) => BigInt(String(row[`${column}_at`] ?? '-9223372036854775808')));
    found.set(
      String(row['videoid']),
      written.reduce((a, b) => (a > b ? a : b)),
    );
  }
  return found;
}

itTellsItsHistory('videos', { type: TYPE, make, standing, unknown: randomUUID });

describe.each(deploymentsOf('videos'))('The history of videos of %s', (app) => {
  it('tells a video as its event did', async () => {
    const group = await eventGroup(cassandra, TYPE);
    const owner = await callerOfInternal('EventHistory.killrvideo.video_catalog.events', app);
    const video = { ...submitted(), youTubeVideoId: 'dQw4w9WgXcQ' };
    const aggregate = video.videoId.value;
    await catalog.ok(Catalog.submitYouTubeVideo, video);
    const heard = await eventually(() => {
      const event = group.heard.find((each) => each.aggregate === aggregate);
      if (event === undefined) throw new Error('nothing was heard');
      return event;
    });
    const told = await owner.ok(History.lookUp, { type: TYPE, aggregates: [aggregate] });
    const messages = [heard, ...told.events].map(({ message }) =>
      events.YouTubeVideoAdded.decode(message?.value ?? Buffer.alloc(0)),
    );
    expect(messages[1]).toMatchObject({ ...messages[0], tags: video.tags, timestamp: expect.anything() });
    owner.close();
    await group.end();
  });
});
