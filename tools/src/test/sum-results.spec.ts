import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sumResults } from './sum-results';

describe('the sum of test results', () => {
  const folder = mkdtempSync(join(tmpdir(), 'results-'));
  const leave = (project: string, passed: number, failed: number, skipped: number) =>
    writeFileSync(join(folder, `${project}.json`), JSON.stringify({ project, passed, failed, skipped }));

  it('adds up, and counts a missing run and a skipped test as failures', () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    leave('core', 5, 0, 0);
    leave('grpc', 7, 1, 2);
    expect(sumResults(['core', 'grpc', 'never-ran'], folder)).toEqual({ passed: 12, failed: 4 });
    log.mockRestore();
  });
});
