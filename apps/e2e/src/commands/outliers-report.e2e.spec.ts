import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = mkdtempSync(join(tmpdir(), 'killrvideo-outliers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** As `npm run outliers -- …`, from another folder. */
function run(args: string[], input = '', environment: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, ['tools/run.mjs', 'outliers', ...args], {
    env: { ...process.env, INIT_CWD: folder, ...environment },
    input,
    encoding: 'utf8',
    timeout: 110_000,
  });
}

const rows = (name: string, spike: number) =>
  Array.from({ length: 100 }, (_, at) => `${1_764_000_000 + at * 60},${name},${at === 42 ? spike : at % 7}`);
const quiet = rows('quiet', 3);
const loud = rows('loud', 500);

describe('npm run outliers', () => {
  it('tells the outliers of a file, its bad lines, and writes a report', () => {
    writeFileSync(join(folder, 'load.csv'), ['time,name,value', ...quiet, 'soon,loud,1', ...loud].join('\n'));
    const { status, stdout, stderr } = run(['load.csv', '--output', 'report.html']);
    expect([status, stderr.trim()]).toEqual([
      0,
      'line 102: "soon" is no time: expected is a date such as 2024-01-31 12:30:00, or seconds since 1970',
    ]);
    expect(stdout).toMatch(/^loud +100 +1 +500 at 2025-11-24 16:42:00 /m);
    expect(stdout).toMatch(/^quiet +100 +0 /m);
    const report = readFileSync(join(folder, 'report.html'), 'utf8');
    expect(report).toContain('1 outlier in 1 series of 2, which have 200 values');
    expect(report).toContain('500 is ');
  });

  it('reads an answer of Prometheus from standard input, by a chosen rule', () => {
    const values = loud.map((row) => [Number(row.split(',')[0]), row.split(',')[2]]);
    const answer = {
      status: 'success',
      data: { resultType: 'matrix', result: [{ metric: { __name__: 'load' }, values }] },
    };
    const { status, stdout } = run(
      ['-', '--method', 'esd', '--direction', 'high', '--output', 'p.html'],
      JSON.stringify(answer),
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^load +100 +1 +500 .* up to /m);
  });

  it('reads a column a series, packed, in any zone of the machine, and says what it left out', () => {
    const rowsOf = (at: number) =>
      `2025-11-24 16:${String(at % 60).padStart(2, '0')}:00;${at % 7},5;${at === 42 ? '500,5' : 'NaN'}`;
    const text = [
      'sep=;',
      'time;quiet\u001b[31m;loud',
      ...Array.from({ length: 60 }, (_, at) => rowsOf(at)),
    ].join('\r\n');
    writeFileSync(join(folder, 'wide.csv.gz'), gzipSync(text));
    const { status, stdout, stderr } = run(['wide.csv.gz', '--output', 'wide.html'], '', {
      TZ: 'Asia/Kathmandu',
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^quiet\\u001b\[31m +60 /m);
    expect(stdout).toMatch(/^loud: 59 NaN \(first line 3\) left out$/m);
    const page = readFileSync(join(folder, 'wide.html'), 'utf8');
    expect(page).toContain('<li>loud: 59 NaN (first line 3) left out</li>');
    expect(page).toContain('16:30');
    expect(stdout + page).not.toContain('\u001b');
  });

  it('judges nothing of a file that may mean different things, and names the line', () => {
    const { status, stdout, stderr } = run(['-'], 'time,value\n05/03/2024,1\n06/03/2024,2\n');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^line 2: 05\/03\/2024 may be day-first or month-first.*--dates day-first/);
  });

  it.each([
    [[], 2, /^usage: npm run outliers/m],
    [['nowhere.csv'], 1, /^there is no file .*nowhere\.csv: is the name right, and the folder\?$/m],
    [['.'], 1, /is a folder: name a file in it$/m],
    [['load.csv', '--output', 'load.csv'], 1, /^the report would replace the input/m],
    [['load.csv', '--output=/dev/null/report.html'], 1, /cannot be there: a part of its path is a file/],
    [['load.csv', '--verbose'], 2, /^there is no option --verbose$/m],
    [['-'], 1, /^there is no value to look at: the input is empty$/m],
    [['-', '--threshold=-1'], 1, /rule.threshold must be above 0/],
  ])('with %j ends with %d and says why', (args, code, message) => {
    const { status, stderr } = run(args, args.length === 2 ? '1\n2\n3' : '');
    expect([status, stderr]).toEqual([code, expect.stringMatching(message)]);
    expect(stderr).not.toMatch(/ENOENT|EISDIR|ENOTDIR|^ +at /m);
  });
});
