import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pause } from '@killrvideo/core';

import { withLock } from './with-lock';

describe('a lock', () => {
  const path = (): string => join(mkdtempSync(join(tmpdir(), 'lock-')), 'folder/it');
  const options = { holder: 'somebody', deadlineMs: 5000, onWait: () => {} };

  it('lets one work after the other, and tells who waits for whom', async () => {
    const [at, happened, waited]: [string, string[], string[]] = [path(), [], []];
    let go = (): void => {};
    const first = withLock(at, { ...options, holder: 'the first' }, async () => {
      happened.push('first begins');
      await new Promise<void>((resolve) => (go = resolve));
      happened.push('first ends');
    });
    while (happened.length === 0) await pause(10);
    const onWait = (holder: string): void => {
      waited.push(holder);
      go();
    };
    await withLock(at, { ...options, onWait }, async () => happened.push('second'));
    await first;
    expect(happened).toEqual(['first begins', 'first ends', 'second']);
    expect(waited).toEqual(['the first']);
  });

  it('is neither waited for nor taken by whom nobody wants to have it any more', async () => {
    const [at, stop] = [path(), new AbortController()];
    const stopped = { ...options, onWait: () => stop.abort(), signal: stop.signal };
    const never = (): Promise<void> => Promise.reject(new Error('must not run'));
    await withLock(at, options, () =>
      expect(withLock(at, stopped, never)).rejects.toMatchObject({ name: 'AbortError' }),
    );
    await expect(withLock(at, stopped, never)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is given back by work that fails, and is not waited for without end', async () => {
    const at = path();
    await expect(withLock(at, options, () => Promise.reject(new Error('work')))).rejects.toThrow('work');
    await withLock(at, options, async () => {
      await expect(withLock(at, { ...options, deadlineMs: 0 }, async () => {})).rejects.toThrow(
        'somebody has held',
      );
    });
  });
});
