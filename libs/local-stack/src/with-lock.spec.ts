import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
    while (happened.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const onWait = (holder: string): void => {
      waited.push(holder);
      go();
    };
    await withLock(at, { ...options, onWait }, async () => happened.push('second'));
    await first;
    expect(happened).toEqual(['first begins', 'first ends', 'second']);
    expect(waited).toEqual(['the first']);
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
