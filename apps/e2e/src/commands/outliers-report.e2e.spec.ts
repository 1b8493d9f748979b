import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'killrvideo-outliers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** As `npm run outliers -- …`, from another folder. */
function run(args: string[], input = '') {
  return spawnSync(process.execPath, ['tools/run.mjs', 'outliers', ...args], {
    env: { ...process.env, INIT_CWD: folder },
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
    expect([status, stderr.trim()]).toEqual([0, 'line 102: the time is none: soon']);
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

  it.each([
    [[], 2, 'usage: npm run outliers'],
    [['nowhere.csv'], 1, 'nowhere.csv'],
    [['-'], 1, 'there is no value to look at'],
    [['-', '--threshold=-1'], 1, 'rule.threshold must be above 0'],
  ])('with %j ends with %d and says why', (args, code, message) => {
    const { status, stderr } = run(args, args.length === 2 ? '1\n2\n3' : '');
    expect([status, stderr]).toEqual([code, expect.stringContaining(message)]);
  });
});
