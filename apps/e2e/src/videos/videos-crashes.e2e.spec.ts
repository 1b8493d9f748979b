import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { sleep } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';

import {
  killAtEveryStatement,
  LATE_LANDED_MS,
  MOMENTS,
  type DoomedCall,
} from '../world/kill-at-every-statement';
import { callerOf } from '../world/world';

const id = (value: string) => ({ value });

/** An instance that nobody kills. */
let witness: GrpcCaller;
beforeAll(async () => {
  witness = await callerOf('VideoCatalogService', 'videos');
});
afterAll(() => witness.close());

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

describe('SubmitYouTubeVideo whose process is killed', () => {
  it.each(MOMENTS)('%s each of its statements leaves all or nothing, and blocks nobody', async (moment) => {
    const begin = async (): Promise<DoomedCall> => {
      const [videoId, userId] = [randomUUID(), randomUUID()];
      return {
        values: [videoId],
        make: async (caller) => (await submit(caller, videoId, userId)).code,
        isDone: async () => expect(await appearances(videoId, userId)).toEqual([1, 1, 1, 1]),
        async check({ code }) {
          expect(code).toBe(status.UNAVAILABLE);
          if (moment === 'late') await sleep(LATE_LANDED_MS);
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
        },
      };
    };
    const statements = await killAtEveryStatement('videos', moment, [begin]);
    // The claim; the intent; the batch, named for its first statement.
    expect(statements.map((statement) => statement.split(' ').slice(0, 3).join(' '))).toEqual([
      'INSERT INTO videos',
      'INSERT INTO videos_outbox',
      'UPDATE videos USING',
    ]);
  });
});
