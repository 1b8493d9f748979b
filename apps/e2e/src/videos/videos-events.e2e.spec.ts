import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import type { Event } from '@killrvideo/proto/events-v1';
import { events, VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { eventually } from '@killrvideo/testing';
import type { Client } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { eventGroup, type EventGroup } from '../world/event-group';
import { callerOf, deploymentsOf } from '../world/world';

const ADDED = 'killrvideo.video_catalog.events.YouTubeVideoAdded';
const ACCEPTED = 'killrvideo.video_catalog.events.UploadedVideoAccepted';

let cassandra: Client;
let added: EventGroup;
let accepted: EventGroup;
beforeAll(async () => {
  cassandra = await cassandraOf();
  [added, accepted] = await Promise.all([eventGroup(cassandra, ADDED), eventGroup(cassandra, ACCEPTED)]);
});
afterAll(async () => {
  await Promise.all([added.end(), accepted.end()]);
  await cassandra.shutdown();
});

const submitted = () => ({
  videoId: { value: randomUUID() },
  userId: { value: randomUUID() },
  name: 'A kitten',
  description: 'It looks at the camera',
  tags: ['cats', 'kittens'],
});
const inWholeMs = (micros: bigint) => ({
  seconds: micros / 1_000_000n,
  nanos: Number((micros / 1000n) % 1000n) * 1_000_000,
});
const bytesOf = (event: Event | undefined) => event?.message?.value ?? Buffer.alloc(0);
const heardOf = (group: EventGroup, { value }: { value: string }) =>
  eventually(() => {
    const heard = group.heard.filter(({ aggregate }) => aggregate === value);
    expect(heard).not.toHaveLength(0);
    return heard;
  });

describe.each(deploymentsOf('videos'))('A group that has subscribed hears of videos of %s:', (app) => {
  let catalog: GrpcCaller;
  beforeAll(async () => (catalog = await callerOf('VideoCatalogService', app)));
  afterAll(() => catalog.close());

  it('a YouTube video that was added, with all that the catalogue has', async () => {
    const video = { ...submitted(), youTubeVideoId: 'dQw4w9WgXcQ' };
    await catalog.ok(Catalog.submitYouTubeVideo, video);
    const stored = await catalog.ok(Catalog.getVideo, { videoId: video.videoId });
    const [event] = await heardOf(added, video.videoId);
    const { tags, ...told } = events.YouTubeVideoAdded.decode(bytesOf(event));
    expect(told).toEqual({
      videoId: video.videoId,
      userId: video.userId,
      name: video.name,
      description: video.description,
      location: 'dQw4w9WgXcQ',
      previewImageLocation: '//img.youtube.com/vi/dQw4w9WgXcQ/hqdefault.jpg',
      addedDate: stored.addedDate,
      timestamp: inWholeMs(event!.writtenAtMicros),
    });
    expect([...tags].sort()).toEqual(video.tags);
  });

  it('an uploaded video that was accepted, and where its file is', async () => {
    const video = { ...submitted(), uploadUrl: 'http://files.example.org/1' };
    await catalog.ok(Catalog.submitUploadedVideo, video);
    const [event] = await heardOf(accepted, video.videoId);
    expect(events.UploadedVideoAccepted.decode(bytesOf(event))).toEqual({
      videoId: video.videoId,
      uploadUrl: video.uploadUrl,
      timestamp: inWholeMs(event!.writtenAtMicros),
    });
  });

  it('one that is submitted again, with its new texts', async () => {
    const video = { ...submitted(), youTubeVideoId: 'dQw4w9WgXcQ' };
    await catalog.ok(Catalog.submitYouTubeVideo, video);
    await catalog.ok(Catalog.submitYouTubeVideo, { ...video, name: 'A cat' });
    await eventually(async () => {
      const heard = await heardOf(added, video.videoId);
      const told = heard.map((event) => events.YouTubeVideoAdded.decode(bytesOf(event)));
      expect(told.at(-1)?.name).toBe('A cat');
      expect(told.at(-1)?.addedDate).toEqual(told[0]?.addedDate);
    });
  });

  it("not one that is refused, as its id is another user's", async () => {
    const video = { ...submitted(), youTubeVideoId: 'dQw4w9WgXcQ' };
    await catalog.ok(Catalog.submitYouTubeVideo, video);
    await catalog.call(Catalog.submitYouTubeVideo, {
      ...video,
      userId: { value: randomUUID() },
      name: 'Mine',
    });
    const later = { ...submitted(), youTubeVideoId: 'dQw4w9WgXcQ' };
    await catalog.ok(Catalog.submitYouTubeVideo, later);
    await heardOf(added, later.videoId);
    const names = (await heardOf(added, video.videoId)).map(
      (event) => events.YouTubeVideoAdded.decode(bytesOf(event)).name,
    );
    expect(names).not.toContain('Mine');
  });
});
