import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { sleep, startCqlProxy, type CqlProxy, type Moment } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';

import { killInstance, startInstance } from '../world/instance';
import { callerOf, world } from '../world/world';

const id = (value: string) => ({ value });
const MOMENTS: Moment[] = ['before', 'after', 'late'];
/** More statements than a submit sends. */
const MOST_STEPS = 10;
/** A late statement has reached Cassandra by then. */
const SETTLED_AFTER_MS = 1000;

/** An instance that nobody kills. */
let witness: GrpcCaller;
let proxy: CqlProxy;
beforeAll(async () => {
  witness = await callerOf('VideoCatalogService', 'videos');
  proxy = await startCqlProxy(world.cassandra);
});
afterAll(() => {
  proxy.close();
  witness.close();
});

const submit = (caller: GrpcCaller, videoId: string, userId: string, name = 'A kitten') =>
  caller.call(
    Catalog.submitYouTubeVideo,
    {
      videoId: id(videoId),
      userId: id(userId),
      name,
      description: '',
      tags: ['cats'],
      youTubeVideoId: 'dQw4w9WgXcQ',
    },
    { timeoutMs: 10_000 },
  );
const page = { startingAddedDate: undefined, startingVideoId: undefined, pagingState: '' };

/** In how many rows each list has the video: 0 or 1, and the same everywhere, whatever happened to its process. */
async function appearances(videoId: string, userId: string): Promise<number[]> {
  const { code } = await witness.call(Catalog.getVideo, { videoId: id(videoId) });
  const lists = [
    await witness.ok(Catalog.getVideoPreviews, { videoIds: [id(videoId)] }),
    await witness.ok(Catalog.getUserVideoPreviews, { userId: id(userId), pageSize: 1000, ...page }),
    await witness.ok(Catalog.getLatestVideoPreviews, { pageSize: 1000, ...page }),
  ];
  return [
    code === status.OK ? 1 : 0,
    ...lists.map(
      ({ videoPreviews }) => videoPreviews.filter((each) => each.videoId?.value === videoId).length,
    ),
  ];
}

/** Kills the process at the n-th statement of a submit; says which it was, or nothing when there is no n-th. */
async function strikeAt(n: number, moment: Moment): Promise<string | undefined> {
  const [videoId, userId] = [randomUUID(), randomUUID()];
  const instance = await startInstance('videos', { KILLRVIDEO_CASSANDRA_CONTACT_POINTS: proxy.address });
  const struck = proxy.strikeAt(n, moment, () => instance.process.kill('SIGKILL'));
  const { code } = await submit(instance.caller, videoId, userId);
  const statement = struck();
  await killInstance(instance);
  if (statement === undefined) {
    expect(code).toBe(status.OK);
    expect(await appearances(videoId, userId)).toEqual([1, 1, 1, 1]);
    return undefined;
  }
  expect(code).not.toBe(status.OK);
  if (moment === 'late') await sleep(SETTLED_AFTER_MS);
  const left = await appearances(videoId, userId);
  expect(new Set(left).size).toBe(1); // all of it or nothing

  // Another user is told at once whose the id is, if it is anybody's; the owner's repeat finishes it.
  const rival = randomUUID();
  const rivals = await submit(witness, videoId, rival);
  expect([status.OK, status.ALREADY_EXISTS]).toContain(rivals.code);
  const owner = rivals.code === status.OK ? rival : userId;
  const before = await witness.call(Catalog.getVideo, { videoId: id(videoId) });
  expect(await submit(witness, videoId, owner, 'Again')).toMatchObject({ code: status.OK });
  expect(await appearances(videoId, owner)).toEqual([1, 1, 1, 1]);
  const after = await witness.ok(Catalog.getVideo, { videoId: id(videoId) });
  expect(after).toMatchObject({ userId: id(owner), name: 'Again' });
  if (before.response !== undefined) expect(after.addedDate).toEqual(before.response.addedDate);
  return statement;
}

describe('SubmitYouTubeVideo whose process is killed', () => {
  it.each(MOMENTS)('%s each of its statements leaves all or nothing, and blocks nobody', async (moment) => {
    const struck: string[] = [];
    for (let n = 1; n <= MOST_STEPS; n++) {
      const statement = await strikeAt(n, moment);
      if (statement === undefined) break;
      struck.push(statement.split(' ')[0] ?? '');
    }
    expect(struck).toEqual(['INSERT', 'UPDATE']); // the claim; the batch, named for its first statement
  });
});
