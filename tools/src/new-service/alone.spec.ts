import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pause } from '@killrvideo/core';

import { alone } from './alone';

describe('a service that is made', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'killrvideo-alone-'));
    jest.spyOn(console, 'log').mockImplementation(() => {});
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
    jest.restoreAllMocks();
  });

  it('is awaited by the next one, which says for whom it waits', async () => {
    const happened: string[] = [];
    let end = (): void => {};
    const first = alone(root, async () => {
      happened.push('the first begins');
      await new Promise<void>((resolve) => (end = resolve));
      happened.push('the first ends');
    });
    while (happened.length === 0) await pause(10);
    jest.mocked(console.log).mockImplementation((text: string) => {
      happened.push(text);
      end();
    });
    await alone(root, async () => happened.push('the second begins'));
    await first;
    expect(happened).toEqual([
      'the first begins',
      expect.stringMatching(/^Waiting for .*\bprocess \d+ …$/),
      'the first ends',
      'the second begins',
    ]);
  });

  it('is not awaited any more after Ctrl-C', async () => {
    const stop = new AbortController();
    jest.mocked(console.log).mockImplementation(() => stop.abort());
    await alone(root, async () => {
      await expect(alone(root, async () => {}, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
    });
  });
});
