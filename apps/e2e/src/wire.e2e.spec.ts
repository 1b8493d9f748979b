import { randomUUID } from 'node:crypto';

import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import { OutliersService as Outliers } from '@killrvideo/proto/outliers';
import { OutlierDetectionServiceService as Detection } from '@killrvideo/proto/outliers-v1';
import { RatingsServiceService as Ratings } from '@killrvideo/proto/ratings';
import { StatisticsServiceService as Statistics } from '@killrvideo/proto/statistics';
import { UserManagementServiceService as Users } from '@killrvideo/proto/user-management';
import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { timeUuidAt, type GrpcCaller } from '@killrvideo/testing';
import { status, type Metadata } from '@grpc/grpc-js';

import { seededRandom } from './world/seeded-random';
import { callerOf, deploymentsOf } from './world/world';

const id = (value = randomUUID() as string) => ({ value });
const commentId = () => id(timeUuidAt(Date.now()));
const page = { pageSize: 3, startingCommentId: undefined, pagingState: '' };

/** A video as it is submitted, by whatever road. */
const video = () => ({ videoId: id(), userId: id(), name: 'é', description: 'é', tags: ['é', 'b'] });
const videosPage = {
  pageSize: 3,
  startingAddedDate: { seconds: 1n, nanos: 1 },
  startingVideoId: id(),
  pagingState: '',
};

const MiB = 1024 * 1024;

/** Values that are 0 and then some, as most measured ones are, and a name that is not ASCII. */
const metric = (value: number) => ({ time: { seconds: 1n, nanos: 1 }, name: 'é', value });
const series = (name: string) => ({ name, values: [...Array<number>(20).fill(1), 2, 900], rule: undefined });

/** Every rpc with a good request, and its answer where nothing is stored that it asks for. */
const RPCS: Rpc[] = [
  rpc('comments', Comments.commentOnVideo, () => ({
    videoId: id(),
    userId: id(),
    commentId: commentId(),
    comment: 'é',
  })),
  rpc('comments', Comments.getVideoComments, () => ({
    videoId: id(),
    ...page,
    startingCommentId: commentId(),
  })),
  rpc('comments', Comments.getUserComments, () => ({ userId: id(), ...page })),
  rpc('outliers', Outliers.detect, () => ({ metrics: [0, 1, 2, 0, 1, 2, 99].map(metric) }), { maxMiB: 32 }),
  rpc('outliers', Detection.detectInSeries, () => ({ series: ['é', 'b'].map(series), rule: undefined }), {
    maxMiB: 32,
  }),
  rpc('ratings', Ratings.rateVideo, () => ({ videoId: id(), userId: id(), rating: 5 })),
  rpc('ratings', Ratings.getRating, () => ({ videoId: id() })),
  rpc('ratings', Ratings.getUserRating, () => ({ videoId: id(), userId: id() })),
  rpc('statistics', Statistics.recordPlaybackStarted, () => ({ videoId: id() })),
  rpc('statistics', Statistics.getNumberOfPlays, () => ({ videoIds: [id(), id()] })),
  rpc('users', Users.createUser, () => ({
    userId: id(),
    firstName: 'é',
    lastName: '',
    email: `${randomUUID()}@é`,
    password: 'é',
  })),
  rpc('users', Users.verifyCredentials, () => ({ email: randomUUID(), password: 'é' }), {
    answer: status.UNAUTHENTICATED,
  }),
  rpc('users', Users.getUserProfile, () => ({ userIds: [id(), id()] })),
  rpc('videos', Catalog.submitYouTubeVideo, () => ({ ...video(), youTubeVideoId: 'é' })),
  rpc('videos', Catalog.submitUploadedVideo, () => ({ ...video(), uploadUrl: 'é' })),
  rpc('videos', Catalog.getVideo, () => ({ videoId: id() }), { answer: status.NOT_FOUND }),
  rpc('videos', Catalog.getVideoPreviews, () => ({ videoIds: [id(), id()] })),
  rpc('videos', Catalog.getLatestVideoPreviews, () => videosPage),
  rpc('videos', Catalog.getUserVideoPreviews, () => ({ userId: id(), ...videosPage })),
];

/** The answers that behaviour allows to any request while all is well. */
const ALLOWED = [status.OK, status.INVALID_ARGUMENT];

const UNDECODABLE = {
  'a tag that is cut off': [0x80],
  'field number 0': [0x00, 0x00],
  'a wire type that does not exist': [0x0e],
  'a stray end of group': [0x0c],
  'a group without an end': [0x0b],
  'a length beyond the message': [0x0a, 0x7f, 0x00],
  'a sub-message that overruns its length': [0x0a, 0x02, 0x0a, 0x24, 0x61],
  'a string in a sub-message that is not UTF-8': [0x0a, 0x03, 0x0a, 0x01, 0xff],
};

describe.each(RPCS)('$path', ({ app, service, path, good, answer, maxMiB }) => {
  describe.each(deploymentsOf(app))('of %s', (deployment) => {
    let caller: GrpcCaller;
    beforeAll(async () => {
      caller = await callerOf(service, deployment);
    });
    afterAll(() => caller.close());

    it('answers what does not decode with INVALID_ARGUMENT', async () => {
      for (const [what, bytes] of Object.entries(UNDECODABLE)) {
        expect([what, (await caller.callBytes(path, Buffer.from(bytes))).code]).toEqual([
          what,
          status.INVALID_ARGUMENT,
        ]);
      }
    });

    it('answers random bytes and mutated messages as behaviour allows', async () => {
      const random = seededRandom(`${path} ${deployment}`);
      const requests = Array.from({ length: 400 }, (_, index) =>
        index % 2 === 0 ? random.bytes(random.below(200)) : random.mutate(good()),
      );
      for (let at = 0; at < requests.length; at += 50) {
        const answers = await Promise.all(
          requests.slice(at, at + 50).map((bytes) => caller.callBytes(path, bytes)),
        );
        answers.forEach(({ code, details }, index) => {
          if (code !== answer && !ALLOWED.includes(code)) {
            throw new Error(`${requests[at + index]?.toString('hex')}: ${status[code]} ${details}`);
          }
        });
      }
    });

    it('skips fields that it does not know', async () => {
      const unknown = Buffer.from([0xfa, 0x3f, 0x02, 0xff, 0xff]); // field 1023, two bytes
      expect(await caller.callBytes(path, Buffer.concat([unknown, good()]))).toMatchObject({
        code: answer,
      });
    });

    it(`refuses a message above ${maxMiB} MiB with RESOURCE_EXHAUSTED`, async () => {
      const { code } = await caller.callBytes(path, Buffer.alloc(maxMiB * MiB + 1));
      expect(code).toBe(status.RESOURCE_EXHAUSTED);
    });

    it('gives the request id back, the caller’s or one of its own, also with an error', async () => {
      const trailerOf = async (bytes: Buffer, sent?: string): Promise<Metadata> =>
        (
          await caller.callBytes(
            path,
            bytes,
            sent === undefined ? {} : { metadata: { 'x-request-id': sent } },
          )
        ).trailer;
      expect((await trailerOf(good(), 'mine-1')).get('x-request-id')).toEqual(['mine-1']);
      expect((await trailerOf(Buffer.from([0x0c]), 'mine-2')).get('x-request-id')).toEqual(['mine-2']);
      expect((await trailerOf(good())).get('x-request-id')[0]).toMatch(/^\S{8,}$/);
    });

    it('keeps a deadline that has all but passed', async () => {
      const { code } = await caller.callBytes(path, good(), { timeoutMs: 1 });
      expect([answer, status.DEADLINE_EXCEEDED, status.CANCELLED]).toContain(code);
    });
  });
});

interface Rpc {
  readonly app: string;
  readonly service: string;
  readonly path: string;
  readonly good: () => Buffer;
  /** How a good request is answered where nothing is stored. */
  readonly answer: status;
  /** The bound of a message. */
  readonly maxMiB: number;
}

function rpc<Request>(
  app: string,
  method: { path: string; requestSerialize: (request: Request) => Buffer },
  good: () => Request,
  { answer = status.OK, maxMiB = 4 }: Partial<Pick<Rpc, 'answer' | 'maxMiB'>> = {},
): Rpc {
  const service = method.path.split('/')[1]?.split('.').at(-1) ?? '';
  return { app, service, path: method.path, good: () => method.requestSerialize(good()), answer, maxMiB };
}
