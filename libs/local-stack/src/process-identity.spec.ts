import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { endProcesses } from './end-processes';
import { identify, isRunning, startTicks, startTimeInPs } from './process-identity';

describe('the identity of a process', () => {
  it('holds as long as the process runs, and for no other of the same pid', async () => {
    const child = spawn('sleep', ['60']);
    const identity = identify(child.pid ?? 0);
    expect(identity && isRunning(identity)).toBe(true);
    expect(isRunning({ pid: child.pid ?? 0, startTime: 'another time' })).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(identity && isRunning(identity)).toBe(false);
    expect(identify(child.pid ?? 0)).toBeUndefined();
  });

  it('is found behind a name with spaces and parentheses, and not for a zombie', () => {
    const rest = '1 42 42 0 -1 4194560 163 0 0 0 1 2 0 0 20 0 1 0 987654 5402624 100';
    expect(startTicks(`42 (a (strange) name) S ${rest}`)).toBe('987654');
    expect(startTicks(`42 (sh) Z ${rest}`)).toBeUndefined();
  });

  it('is read from ps where there is no /proc', () => {
    expect(startTimeInPs('S    Tue Nov 24 09:07:22 2026\n')).toBe('Tue Nov 24 09:07:22 2026');
    expect(startTimeInPs('Z    Tue Nov 24 09:07:22 2026\n')).toBeUndefined();
    expect(startTimeInPs('')).toBeUndefined();
  });
});

describe('ending processes', () => {
  it('asks first, kills those that do not listen, and never a stranger with the same pid', async () => {
    const polite = spawn('sleep', ['60']);
    const stubborn = spawn('sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.1; done']);
    const stranger = spawn('sleep', ['60']);
    await once(stubborn.stdout, 'data');
    const ended = Promise.all([once(polite, 'exit'), once(stubborn, 'exit')]);
    const identities = [polite, stubborn].flatMap(({ pid }) => identify(pid ?? 0) ?? []);
    await endProcesses([...identities, { pid: stranger.pid ?? 0, startTime: 'before' }], 200);
    expect((await ended).map(([, signal]) => signal as string)).toEqual(['SIGTERM', 'SIGKILL']);
    expect(identify(stranger.pid ?? 0)).toBeDefined();
    stranger.kill('SIGKILL');
  });
});
