import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sumResults } from './sum-results';

describe('the sum of test results', () => {
  const folder = mkdtempSync(join(tmpdir(), 'results-'));
  const leave = (project: string, passed: number, failed: number, skipped: number) =>
    writeFileSync(join(folder, `${project}.json`), JSON.stringify({ project, passed, failed, skipped }));

  let log: jest.SpyInstance;
  beforeEach(() => (log = jest.spyOn(console, 'log').mockImplementation(() => {})));
  afterEach(() => log.mockRestore());

  it('adds up, and counts a missing run and a skipped test as failures', () => {
    leave('core', 5, 0, 0);
    leave('grpc', 7, 1, 2);
    expect(sumResults(['core', 'grpc', 'never-ran'], folder)).toEqual({ passed: 12, failed: 4 });
  });

  it('counts a run that found no test as a failure', () => {
    leave('host', 0, 0, 0);
    expect(sumResults(['host'], folder)).toEqual({ passed: 0, failed: 1 });
    expect(log).toHaveBeenCalledWith('FAILED host: its run found no test');
  });
});
