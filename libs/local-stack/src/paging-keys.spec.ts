import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { localPagingKeys } from './paging-keys';

it('the paging key of a folder is random, made once, and private', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'keys-')), 'stack');
  const key = localPagingKeys(folder);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(localPagingKeys(folder)).toBe(key);
  expect(localPagingKeys(mkdtempSync(join(tmpdir(), 'keys-')))).not.toBe(key);
  expect(readdirSync(folder)).toEqual(['paging-keys']);
  expect(statSync(join(folder, 'paging-keys')).mode & 0o777).toBe(0o600);
});
