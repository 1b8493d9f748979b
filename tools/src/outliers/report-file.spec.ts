import { existsSync, linkSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { prepareReport, writeReport } from './report-file';

const folder = mkdtempSync(join(tmpdir(), 'report-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);

describe('the file of a report', () => {
  it('gets its folder', () => {
    prepareReport(path('a/b/report.html'), '-');
    writeReport(path('a/b/report.html'), 'page');
    expect(existsSync(path('a/b/report.html'))).toBe(true);
  });

  it('is never the input, under whichever name', () => {
    writeFileSync(path('load.csv'), 'value\n1');
    symlinkSync('load.csv', path('symbolic'));
    linkSync(path('load.csv'), path('hard'));
    for (const name of ['load.csv', 'symbolic', 'hard'])
      expect(() => prepareReport(path(name), path('load.csv'))).toThrow('the report would replace the input');
  });

  it('cannot be a folder, or in a file, or on a full disk', () => {
    writeFileSync(path('file'), '');
    expect(() => prepareReport(folder, '-')).toThrow('is a folder: name a file in it');
    expect(() => prepareReport(path('file/report.html'), '-')).toThrow('a part of its path is a file');
    expect(() => prepareReport(path('file/in/report.html'), '-')).toThrow('a part of its path is a file');
    expect(() => writeReport('/dev/full', 'page')).toThrow(
      'the disk is full, so /dev/full could not be written',
    );
  });
});
