import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const WORKSPACE = join(__dirname, '../../..');
const JEST_ENDS_WITHIN_MS = 110_000;
const TEST_ENDS_WITHIN_MS = 120_000;

const GOOD = `it('passes', () => expect(1).toBe(1));`;
const LEAVES_A_SERVER = `
import { createServer } from 'node:net';
it('passes', () => new Promise<void>((resolve) => void createServer().listen(0, resolve)));`;

describe('a run of Jest with the configuration of all', () => {
  const folder = mkdtempSync(join(tmpdir(), 'killrvideo-jest-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs a project with these specs in a clone of that name. */
  function run(clone: string, specs: Readonly<Record<string, string>>) {
    const root = join(folder, clone);
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    };
    write('libs/one/tsconfig.json', '{}');
    for (const [name, text] of Object.entries(specs)) write(`libs/one/src/${name}.spec.ts`, text);
    for (const path of ['jest.config.cjs', 'tools/jest'])
      cpSync(join(WORKSPACE, path), join(root, path), { recursive: true });
    symlinkSync(join(WORKSPACE, 'node_modules'), join(root, 'node_modules'));
    const jest = ['node_modules/jest/bin/jest.js', '--config', 'jest.config.cjs', '--rootDir', 'libs/one'];
    const { status, stdout, stderr } = spawnSync(process.execPath, [...jest, '--maxWorkers', '2'], {
      cwd: root,
      env: { ...process.env, NX_TASK_TARGET_PROJECT: 'one' },
      encoding: 'utf8',
      timeout: JEST_ENDS_WITHIN_MS,
    });
    const result = join(root, 'dist/test-results/one.json');
    return {
      status,
      output: stdout + stderr,
      counts: existsSync(result) ? (JSON.parse(readFileSync(result, 'utf8')) as unknown) : undefined,
    };
  }

  it(
    'finds its specs wherever the clone lies, and says nothing of being forced to exit',
    () => {
      const { status, counts, output } = run('hello! a[1] {b,c} +(x) $y #z', { good: GOOD });
      expect(counts).toEqual({ project: 'one', passed: 1, failed: 0, skipped: 0 });
      expect(status).toBe(0);
      expect(output).not.toMatch(/force/i);
    },
    TEST_ENDS_WITHIN_MS,
  );

  it(
    'fails by a spec that leaves something open, and counts it',
    () => {
      const { status, counts, output } = run('left', { good: GOOD, left: LEAVES_A_SERVER });
      expect(counts).toEqual({ project: 'one', passed: 2, failed: 1, skipped: 0 });
      expect(status).toBe(1);
      expect(output).toMatch(/This file leaves open: .*\bTCPServerWrap\b/);
    },
    TEST_ENDS_WITHIN_MS,
  );

  it(
    'fails where there is no spec, and leaves no counts',
    () => expect(run('none', {})).toMatchObject({ status: 1, counts: undefined }),
    TEST_ENDS_WITHIN_MS,
  );
});

describe('what was open before a file', () => {
  const { leastOf } = jest.requireActual<{
    leastOf: (one: Map<string, number>, other: Map<string, number>) => Map<string, number>;
  }>('../../jest/open-resources.cjs');

  it('is what stayed open: what ended meanwhile hides nothing that the file leaves', () => {
    const before = new Map(Object.entries({ Timeout: 2, Pipe: 1, Socket: 1 }));
    const later = new Map(Object.entries({ Timeout: 1, Pipe: 2, Server: 1 }));
    expect(leastOf(before, later)).toEqual(new Map(Object.entries({ Timeout: 1, Pipe: 1 })));
  });
});

describe('after the last test', () => {
  const guardExit = jest.requireActual<(config: { watch?: boolean }) => void>('../../jest/exit-guard.cjs');
  let exit: jest.SpyInstance;
  let error: jest.SpyInstance;
  beforeEach(() => {
    jest.useFakeTimers();
    exit = jest.spyOn(process, 'exit').mockImplementation();
    error = jest.spyOn(console, 'error').mockImplementation();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('a process that something keeps from ending says what, and fails', () => {
    guardExit({});
    jest.advanceTimersByTime(4_900);
    expect(exit).not.toHaveBeenCalled();
    jest.advanceTimersByTime(200);
    expect(exit).toHaveBeenCalledWith(1);
    expect(error).toHaveBeenCalledWith(expect.stringMatching(/^The tests are over; .*: \d+ \w+/));
  });

  it('a process that watches goes on', () => {
    guardExit({ watch: true });
    jest.advanceTimersByTime(10_000);
    expect(exit).not.toHaveBeenCalled();
  });
});
