import { randomUUID } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { grpcCaller } from '@killrvideo/grpc-client/testing';
import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import {
  eventually,
  startServiceProcess,
  timeUuidAt,
  untilReady,
  type ServiceProcess,
} from '@killrvideo/testing';

import { cassandraOf } from '../world/cassandra';
import { addressOf, world } from '../world/world';
import { callByContract, callExamples } from './call-examples';
import { cloneInstances, makeClone, type Clone } from './clone';

/** Made for this spec alone: nobody is to want such names. */
const STORED = 'generated-probe';
const STATELESS = 'stateless-generated-probe';
const HEARING = 'hearing-generated-probe';
const PLAIN = 'plain-generated-probe';
const NAMES = [STORED, STATELESS, HEARING];
/** PLAIN is built and checked; run and called are those which can do more. */
const ALL_NAMES = [...NAMES, PLAIN];
/** Those that hear of events: one of either kind. */
const GROUPS = [STATELESS, HEARING];
/** Their black-box tests that are run: what the others have, HEARING need not be asked again. */
const BLACK_BOX_TESTS = [
  ...[STORED, STATELESS].flatMap((name) => [`${name}/${name}.e2e`, `${name}/${name}-wire.e2e`]),
  ...GROUPS.map((name) => `${name}/${name}-events.e2e`),
];
/** What a service consists of. */
const projectsOf = (...names: string[]) => [...names, ...names.map((name) => `proto-${name}-v1`)];

const MINUTE_MS = 60_000;
/** Publishers read who has subscribed every 5 s. */
const HEARD_WITHIN_MS = 20_000;
jest.setTimeout(8 * MINUTE_MS);

let clone: Clone;
beforeAll(() => {
  clone = makeClone('new-service');
});
afterAll(() => clone.remove(), 2 * MINUTE_MS);

const newService = (...args: string[]) => clone.run(['node', 'tools/run.mjs', 'new-service', ...args]);
const pathOf = (file: string) => join(clone.root, file);
const protoOf = (name: string) => {
  const snake = name.replaceAll('-', '_');
  return `killrvideo/${snake}/v1/${snake}_service.proto`;
};

/** Nobody is to keep events for groups that are gone. */
async function unsubscribe(): Promise<void> {
  const cassandra = await cassandraOf();
  const { rows } = await cassandra.execute('SELECT event, consumer_group FROM event_subscriptions');
  const own = rows
    .map((row): unknown[] => [row['event'], row['consumer_group']])
    .filter(([, group]) => GROUPS.includes(String(group)));
  const end = 'DELETE FROM event_subscriptions WHERE event = ? AND consumer_group = ?';
  for (const subscription of own) await cassandra.execute(end, subscription, { prepare: true });
  await cassandra.shutdown();
}

describe('npm run new-service', () => {
  it('leaves everything as it was when it is told no name, a bad one, or one that is taken', async () => {
    const before = clone.files();
    for (const [args, message] of [
      [[], 'usage: npm run new-service -- NAME'],
      [['WatchLater'], 'such as watch-later'],
      [['comments', '--without-storage'], "'comments' is taken by the folder apps/comments"],
      [[HEARING, '--consumes', 'VideoWatched'], "the contract has no event 'VideoWatched'. It has these"],
    ] as const) {
      const { code, output } = await newService(...args);
      expect([code, output]).toEqual([1, expect.stringContaining(message)]);
    }
    const fromBelow = ['node', '../tools/run.mjs', 'new-service', 'ratings'];
    expect(await clone.run(fromBelow, { below: 'docs' })).toEqual({
      code: 1,
      output: expect.stringContaining("'ratings' is taken by the folder apps/ratings"),
    });
    expect(clone.files()).toEqual(before);
  });

  it('makes nothing when it is asked for help, or npm has kept the option', async () => {
    const before = clone.files();
    expect(await newService('--help')).toEqual({ code: 0, output: expect.stringMatching(/^usage: /) });
    const asNpmDoes = { environment: { npm_config_without_storage: 'true' } };
    expect(await clone.run(['node', 'tools/run.mjs', 'new-service', STATELESS], asNpmDoes)).toEqual({
      code: 1,
      output: expect.stringContaining(`npm run new-service -- ${STATELESS} --without-storage`),
    });
    expect(clone.files()).toEqual(before);
  });

  it('leaves everything as it was when the contract cannot be generated, or a file cannot be written', async () => {
    const common = pathOf('proto/common/common_types.proto');
    const text = readFileSync(common, 'utf8');
    writeFileSync(common, text.replace('message Uuid {', 'message Uuid'));
    chmodSync(dirname(common), 0o555); // some tools make clones so; what is staged can be removed all the same
    const broken = clone.files();
    expect(await newService(STORED)).toEqual({
      code: 1,
      output: expect.stringContaining('common_types.proto'),
    });
    expect(clone.files()).toEqual(broken);
    expect(readdirSync(clone.temporary)).toEqual([]);
    chmodSync(dirname(common), 0o755);
    writeFileSync(common, text);

    const inTheWay = pathOf(`libs/proto/${STORED}-v1`);
    writeFileSync(inTheWay, 'a file where a folder is to be');
    const before = clone.files();
    expect(await newService(STORED)).toEqual({
      code: 1,
      output: expect.stringContaining(`${STORED}-v1`),
    });
    expect(clone.files()).toEqual(before);
    rmSync(inTheWay);
  });

  it('leaves everything as it was after Ctrl-C, which buf hears, too', async () => {
    const before = clone.files();
    const { temporary } = clone;
    const outcome = await clone.run(['node', 'tools/run.mjs', 'new-service', STORED], {
      interruptWhen: () => readdirSync(temporary).some((name) => name.startsWith('killrvideo-new-service-')),
    });
    expect(outcome).toEqual({ code: 130, output: `Stopped: there is no ${STORED}.\n` });
    expect(clone.files()).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('makes a service of either kind, at once, also through Nx, and says what to do next', async () => {
    const before = clone.files();
    // Nx takes the path of a generator from the root on, wherever it is called.
    const nxGenerator = ['g', './tools/nx/generators.json:new-service', STATELESS, '--withoutStorage'];
    const events = ['UserCommentedOnVideo', 'killrvideo.user_management.events.UserCreated'];
    const made = await Promise.all([
      newService(STORED),
      clone.run(['nx', ...nxGenerator, '--consumes=UserCommentedOnVideo,YouTubeVideoAdded'], {
        below: 'apps',
      }),
      newService(HEARING, ...events.flatMap((event) => ['--consumes', event])),
      newService(PLAIN, '--without-storage'),
    ]);
    for (const [at, { code, output }] of made.entries())
      expect([code, output]).toEqual([0, expect.stringContaining(`npm start -- ${ALL_NAMES[at]}`)]);
    const ports = made.map(({ output }) => /runs it on \d+ \(admin \d+(, internal \d+)?\)/.exec(output));
    expect(new Set(ports.map((match) => match?.[0])).size).toBe(ALL_NAMES.length);
    expect(ports.map((match) => match?.[1] !== undefined)).toEqual([false, true, true, false]);
    const after = clone.files();
    const changed = [...after.keys()].filter((file) => after.get(file) !== before.get(file));
    expect(changed.filter((file) => before.has(file)).sort()).toEqual([
      'README.md',
      'apps/all-in-one/src/main.ts',
    ]);
    for (const name of ALL_NAMES) {
      expect(after.get('README.md')).toContain(`[${name}](apps/${name})`);
      expect(after.get('apps/all-in-one/src/main.ts')).toContain(`'@killrvideo/services/${name}'`);
    }
    const own =
      /^(apps|apps\/e2e\/src|libs\/proto|proto\/killrvideo)\/((stateless|hearing|plain)[-_])?generated[-_]probe(-v1)?\//;
    expect(changed.filter((file) => !before.has(file) && !own.test(file))).toEqual([]);
    expect([...before.keys()].filter((file) => !after.has(file))).toEqual([]);
  });

  it('makes them so that they pass every check', async () => {
    const projects = [...projectsOf(STORED, STATELESS), 'all-in-one', 'e2e'];
    const { code, output } = await clone.run(['node', 'tools/run.mjs', 'check', ...projects]);
    expect([code, output]).toEqual([0, expect.stringMatching(/\n\d+ passed, 0 failed\n$/)]);
  });

  it('makes others so that they are built, and pass the checks of their own', async () => {
    const targets = ['run-many', '-t', 'lint', 'typecheck', 'build', '--output-style=static'];
    const { code, output } = await clone.run(['nx', ...targets, '-p', projectsOf(HEARING, PLAIN).join(',')]);
    expect([code, output]).toEqual([0, expect.stringContaining(PLAIN)]);
  });

  it('makes them so that the rules for imports hold in them', async () => {
    const seeds = [
      [`apps/${STORED}/src/domain/seed.ts`, '@killrvideo/cassandra', 'no-restricted-imports'],
      [`apps/${STORED}/src/grpc/seed.ts`, '../storage/cassandra-note-store', 'no-restricted-imports'],
      [`apps/${STORED}/src/service.ts`, `@killrvideo/services/${STATELESS}`, '@nx/enforce-module-boundaries'],
      [`apps/${STATELESS}/src/service.ts`, '@killrvideo/local-stack', '@nx/enforce-module-boundaries'],
      [`libs/proto/${STORED}-v1/src/seed.ts`, '@killrvideo/proto/comments', '@nx/enforce-module-boundaries'],
    ] as const;
    const input = JSON.stringify(
      seeds.map(([file, from]) => ({ file, code: `import * as seed from '${from}';\nvoid seed;\n` })),
    );
    const { output } = await clone.run(['node', 'tools/eslint/lint-seeded.mjs'], { input });
    const found = JSON.parse(output) as string[][];
    expect(found).toHaveLength(seeds.length);
    for (const [at, [, , rule]] of seeds.entries())
      expect(found[at]).toContainEqual(expect.stringMatching(`^${rule}: `));
  });

  it('makes them with tests that pass, on real databases where they have tables', async () => {
    const tests = ['run-many', '-t', 'test', '-p', NAMES.join(','), '--output-style=static'];
    const { code, output } = await clone.run(['nx', ...tests]);
    expect([code, output]).toEqual([0, expect.stringContaining('cassandra-note-store.int.spec.ts')]);
    for (const name of NAMES) {
      const result = JSON.parse(readFileSync(pathOf(`dist/test-results/${name}.json`), 'utf8')) as object;
      expect(result).toEqual({ project: name, passed: expect.any(Number), failed: 0, skipped: 0 });
      expect(result).not.toMatchObject({ passed: 0 });
    }
  });

  describe('on the databases of the black-box tests', () => {
    const processes = new Map<string, ServiceProcess>();
    const linesOf = (...names: string[]) => names.flatMap((name) => processes.get(name)?.log ?? []);
    afterAll(async () => {
      await Promise.all([...processes.values()].map((each) => each.stop()));
      await unsubscribe();
    });

    beforeAll(async () => {
      for (const app of [...NAMES, 'all-in-one']) {
        const environment = { ...world.environment, KILLRVIDEO_INSTANCE: `${cloneInstances}-${app}` };
        processes.set(app, await startServiceProcess(pathOf(`dist/apps/${app}/main.js`), environment));
      }
      await Promise.all([...processes.values()].map((each) => untilReady(each)));
    });

    it.each([
      [STORED, 'its own process', { text: 'The one with the kitten' }],
      [STORED, 'all-in-one', { text: 'The one with the kitten' }],
      [STATELESS, 'its own process', { words: 5 }],
      [STATELESS, 'all-in-one', { words: 5 }],
    ])('%s answers in %s what npm start says to try', async (name, where, expected) => {
      const running = processes.get(where === 'all-in-one' ? where : name);
      const callee = { protoFile: protoOf(name), address: running?.address ?? '' };
      const answers = await callExamples(clone.root, name, callee);
      expect(answers.at(-1)).toMatchObject(expected);
    });

    // The one was there before them, the other has them in its own process.
    it.each(['comments', 'all-in-one'])('some hear of a comment that was made in %s', async (where) => {
      await eventually(() => {
        const subscribed = linesOf(...processes.keys()).filter(({ msg }) => msg.startsWith('subscribed'));
        const groups = subscribed.map(({ group }) => group);
        expect(groups).toEqual(expect.arrayContaining(GROUPS));
      });
      const videoId = randomUUID();
      const address = processes.get(where)?.address ?? (await addressOf('CommentsService', where));
      const comments = grpcCaller(address);
      await comments.ok(Comments.commentOnVideo, {
        videoId: { value: videoId },
        userId: { value: randomUUID() },
        commentId: { value: timeUuidAt(Date.now()) },
        comment: 'What a kitten',
      });
      comments.close();

      const method = 'killrvideo.hearing_generated_probe.v1.HearingGeneratedProbeService/GetNote';
      const question = [{ method, request: { note_id: { value: videoId } } }];
      const callee = { protoFile: protoOf(HEARING), address: processes.get(HEARING)?.address ?? '' };
      await eventually(async () => {
        const [note] = await callByContract(clone.root, question, callee);
        expect(note).toMatchObject({ text: expect.stringMatching(/^user commented on video at 20/) });
      }, HEARD_WITHIN_MS);
      await eventually(() => {
        const said = expect.objectContaining({ msg: 'user commented on video', videoId });
        expect(linesOf(STATELESS, 'all-in-one')).toContainEqual(said);
      }, HEARD_WITHIN_MS);
    });

    it('they pass black-box tests of their own', async () => {
      const report = join(clone.temporary, 'report.json');
      const { code, output } = await clone.run([
        ...['jest', '--config', 'apps/e2e/jest.config.cjs', '--runInBand'],
        ...['--json', '--outputFile', report, ...BLACK_BOX_TESTS],
      ]);
      expect([code, output]).toEqual([0, expect.stringContaining(`${STORED}-wire.e2e.spec.ts`)]);
      const counts = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
      const { numPassedTestSuites, numTotalTests, numPassedTests } = counts;
      expect([numPassedTestSuites, numPassedTests]).toEqual([BLACK_BOX_TESTS.length, numTotalTests]);
    });
  });
});
