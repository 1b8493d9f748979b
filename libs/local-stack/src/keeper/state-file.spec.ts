import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readState, removeState, writeState, type KeeperState } from './state-file';

describe('the state file of a keeper', () => {
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  const state: KeeperState = {
    protocol: 1,
    keeper: { pid: 12, startTime: 'then' },
    socket: '/tmp/x/keeper',
    databases: [{ name: 'etcd', process: { pid: 13, startTime: 'later' } }],
    commands: [],
    services: [{ process: { pid: 14, startTime: 'b' }, holder: { pid: 15, startTime: 'a' } }],
  };

  it('gives back what was written, readable by this user alone, and leaves nothing else behind', () => {
    expect(readState(folder)).toBeUndefined();
    writeState(folder, state);
    expect(readState(folder)).toEqual(state);
    expect(readdirSync(folder)).toEqual(['keeper.json']);
    expect(statSync(join(folder, 'keeper.json')).mode & 0o777).toBe(0o600);
    removeState(folder);
    expect(readState(folder)).toBeUndefined();
  });

  it('counts as none when it cannot be read', () => {
    writeFileSync(join(folder, 'keeper.json'), '{"protocol": 1, "kee');
    expect(readState(folder)).toBeUndefined();
  });
});
