import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { startServiceProcess, untilReady, type ServiceProcess } from '@killrvideo/testing';

import { world } from '../world/world';
import { callExamples } from './call-examples';
import { cloneInstances, makeClone, type Clone } from './clone';

/** Made for this spec alone: nobody is to want such names. */
const STORED = 'generated-probe';
const STATELESS = 'stateless-generated-probe';
const NAMES = [STORED, STATELESS];
/** What the two services consist of, and what has them in it. */
const PROJECTS = [...NAMES, ...NAMES.map((name) => `proto-${name}-v1`), 'all-in-one', 'e2e'];

const MINUTE_MS = 60_000;
jest.setTimeout(5 * MINUTE_MS);

let clone: Clone;
beforeAll(() => {
  clone = makeClone('new-service');
});
afterAll(() => clone.remove(), 2 * MINUTE_MS);

const newService = (...args: string[]) => clone.run(['node', 'tools/run.mjs', 'new-service', ...args]);
const pathOf = (file: string) => join(clone.root, file);

describe('npm run new-service', () => {
  it('leaves everything as it was when it is told no name, a bad one, or one that is taken', async () => {
    const before = clone.files();
    for (const [args, message] of [
      [[], 'usage: npm run new-service -- NAME'],
      [['WatchLater'], 'such as watch-later'],
      [['comments', '--without-storage'], "'comments' is taken by the folder apps/comments"],
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
    const [stored, stateless] = await Promise.all([
      newService(STORED),
      clone.run(['nx', ...nxGenerator], { below: 'apps' }),
    ]);
    expect(stored).toEqual({ code: 0, output: expect.stringContaining(`npm start -- ${STORED}`) });
    expect(stateless).toEqual({ code: 0, output: expect.stringContaining(`npm start -- ${STATELESS}`) });
    expect(new Set([stored, stateless].map(({ output }) => /runs it on (\d+)/.exec(output)?.[1])).size).toBe(
      2,
    );
    const after = clone.files();
    const changed = [...after.keys()].filter((file) => after.get(file) !== before.get(file));
    expect(changed.filter((file) => before.has(file)).sort()).toEqual([
      'README.md',
      'apps/all-in-one/src/main.ts',
    ]);
    for (const name of NAMES) {
      expect(after.get('README.md')).toContain(`[${name}](apps/${name})`);
      expect(after.get('apps/all-in-one/src/main.ts')).toContain(`'@killrvideo/services/${name}'`);
    }
    const own =
      /^(apps|apps\/e2e\/src|libs\/proto|proto\/killrvideo)\/(stateless[-_])?generated[-_]probe(-v1)?\//;
    expect(changed.filter((file) => !before.has(file) && !own.test(file))).toEqual([]);
    expect([...before.keys()].filter((file) => !after.has(file))).toEqual([]);
  });

  it('makes them so that they pass every check', async () => {
    const { code, output } = await clone.run(['node', 'tools/run.mjs', 'check', ...PROJECTS]);
    expect([code, output]).toEqual([0, expect.stringMatching(/\n\d+ passed, 0 failed\n$/)]);
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
    afterAll(() => Promise.all([...processes.values()].map((each) => each.stop())));

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
      const snake = name.replaceAll('-', '_');
      const running = processes.get(where === 'all-in-one' ? where : name);
      const answers = await callExamples(clone.root, name, {
        protoFile: `killrvideo/${snake}/v1/${snake}_service.proto`,
        address: running?.address ?? '',
      });
      expect(answers.at(-1)).toMatchObject(expected);
    });

    it('they pass black-box tests of their own', async () => {
      const report = join(clone.temporary, 'report.json');
      const { code, output } = await clone.run([
        ...['jest', '--config', 'apps/e2e/jest.config.cjs', '--runInBand'],
        ...['--json', '--outputFile', report, ...NAMES.map((name) => `apps/e2e/src/${name}/`)],
      ]);
      expect([code, output]).toEqual([0, expect.stringContaining(`${STORED}-wire.e2e.spec.ts`)]);
      const counts = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
      const { numPassedTestSuites, numTotalTests, numPassedTests } = counts;
      expect([numPassedTestSuites, numPassedTests]).toEqual([2 * NAMES.length, numTotalTests]);
    });
  });
});
