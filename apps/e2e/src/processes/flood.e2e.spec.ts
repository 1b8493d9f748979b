import { randomUUID } from 'node:crypto';

import { grpcCaller, type Answer, type GrpcCaller } from '@killrvideo/grpc-client/testing';
import { UserManagementServiceService as Users } from '@killrvideo/proto/user-management';
import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { startCqlProxy, type CqlProxy } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';

import { healthOf } from '../world/health';
import { killInstance, startInstance, type Instance } from '../world/instance';
import { filesOf } from '../world/reflection-cases';
import { deploymentsOf, world } from '../world/world';

const id = (value: string) => ({ value });
const USERS = 'killrvideo.user_management.UserManagementService';
/** Far beyond the time that any of the others takes, and within that of a statement. */
const SLOW_MS = 4000;

describe.each(deploymentsOf('users'))('a flood of one rpc of %s', (app) => {
  const hasVideos = app === 'all-in-one';
  const userId = randomUUID();
  const email = `${userId}@example.org`;
  const videoId = randomUUID();
  let proxy: CqlProxy;
  let instance: Instance;
  let flooders: GrpcCaller[];
  beforeAll(async () => {
    proxy = await startCqlProxy(world.cassandra);
    instance = await startInstance(app, { KILLRVIDEO_CASSANDRA_CONTACT_POINTS: proxy.address });
    flooders = Array.from({ length: 20 }, () => grpcCaller(instance.process.address));
    const { caller } = instance;
    await caller.ok(Users.createUser, {
      ...{ userId: id(userId), email, password: 'secret', firstName: '', lastName: '' },
    });
    await caller.call(Users.verifyCredentials, { email, password: 'secret' });
    if (!hasVideos) return;
    await caller.ok(Catalog.submitYouTubeVideo, {
      ...{ videoId: id(videoId), userId: id(userId), name: 'A kitten', description: '', tags: [] },
      youTubeVideoId: 'dQw4w9WgXcQ',
    });
    await caller.ok(Catalog.getVideo, { videoId: id(videoId) });
    await caller.ok(Catalog.getVideoPreviews, { videoIds: [id(videoId)] });
  });
  afterAll(async () => {
    for (const flooder of flooders) flooder.close();
    await killInstance(instance);
    proxy.close();
  });

  /** A failure must not leave a table slow for the cases that follow. */
  let restore = (): void => {};
  afterEach(() => restore());

  const profile = async () =>
    (await instance.caller.call(Users.getUserProfile, { userIds: [id(userId)] })).code;
  const video = async () => (await instance.caller.call(Catalog.getVideo, { videoId: id(videoId) })).code;
  const newUser = async () => {
    const other = randomUUID();
    const user = { userId: id(other), email: `${other}@example.org`, firstName: '', lastName: '' };
    return (await instance.caller.call(Users.createUser, { ...user, password: 'secret' })).code;
  };
  const health = () => healthOf(instance.process.address, USERS);
  const contract = async () => (await filesOf(instance.process.address, 'v1', USERS)).length > 0;

  /** So many calls at once, over many connections. */
  function flood<Response>(count: number, call: (caller: GrpcCaller) => Promise<Answer<Response>>) {
    let answered = 0;
    const all = Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const answer = await call(flooders[index % flooders.length] as GrpcCaller);
        answered++;
        return answer;
      }),
    );
    return { all, isOver: () => answered === count };
  }

  /** Asks for everything again and again until the flood is over, and returns all that was ever answered. */
  async function answersDuring(
    { isOver }: { isOver: () => boolean },
    probes: Readonly<Record<string, () => Promise<unknown>>>,
  ): Promise<Record<string, unknown[]>> {
    const answers = Object.entries(probes).map(([name]) => [name, new Set<unknown>()] as const);
    while (!isOver()) {
      await Promise.all(answers.map(async ([name, seen]) => seen.add(await probes[name]?.())));
    }
    return Object.fromEntries(answers.map(([name, seen]) => [name, [...seen]]));
  }

  const allOf = (others: Record<string, () => Promise<unknown>>) => ({ ...others, health, contract });

  /** Everything was answered, and nothing was refused for what the flood holds. */
  function expectAnswers({ health, contract, ...others }: Record<string, unknown[]>): void {
    expect(health).toContain('SERVING');
    expect(contract).toEqual([true]);
    for (const [name, codes] of Object.entries(others)) {
      expect([name, codes]).toEqual([name, expect.arrayContaining([status.OK])]);
      expect([name, codes]).not.toEqual([name, expect.arrayContaining([status.RESOURCE_EXHAUSTED])]);
    }
  }

  it('that hashes passwords leaves all others to be answered, and is itself answered or refused', async () => {
    const logins = flood(1000, (caller) =>
      caller.call(Users.verifyCredentials, { email, password: 'secret' }),
    );
    expectAnswers(await answersDuring(logins, allOf({ profile, newUser, ...(hasVideos ? { video } : {}) })));
    const codes = (await logins.all).map(({ code }) => code);
    expect(codes).toContain(status.OK);
    expect(codes).toContain(status.RESOURCE_EXHAUSTED);
  });

  it('that waits for a slow table leaves all others to be answered', async () => {
    restore = proxy.slowDown(/FROM user_credentials\b/, SLOW_MS);
    const logins = flood(1100, (caller) =>
      caller.call(Users.verifyCredentials, { email, password: 'secret' }),
    );
    expectAnswers(await answersDuring(logins, allOf({ profile, ...(hasVideos ? { video } : {}) })));
    restore();
    const refused = (await logins.all).filter(({ code }) => code === status.RESOURCE_EXHAUSTED);
    expect(new Set(refused.map(({ details }) => details))).toEqual(
      new Set(['too many passwords at once: try again later']),
    );
  });

  if (!hasVideos) return;

  it.each([
    ['a row each', 1100, (caller: GrpcCaller) => caller.call(Catalog.getVideo, { videoId: id(videoId) })],
    [
      'many rows each',
      600,
      (caller: GrpcCaller) =>
        caller.call(Catalog.getVideoPreviews, {
          videoIds: Array.from({ length: 20 }, () => id(randomUUID())),
        }),
    ],
  ])('that reads %s of a slow table leaves all others to be answered', async (_what, count, call) => {
    restore = proxy.slowDown(/FROM videos\b/, SLOW_MS);
    const reads = flood<unknown>(count, call);
    expectAnswers(await answersDuring(reads, allOf({ profile, newUser })));
    restore();
    expect((await reads.all).map(({ code }) => code)).toContain(status.OK);
  });
});
