import { runCommand } from './run-command';

describe('a command', () => {
  it('gives its last lines, and why it failed', async () => {
    const lines: string[] = [];
    const result = await runCommand('sh', ['-c', 'echo one; echo two >&2; exit 3'], {
      deadlineMs: 10_000,
      onLine: (line) => lines.push(line),
    });
    expect(result.failure).toBe('exit code 3');
    expect(lines.toSorted()).toEqual(['one', 'two']);
    expect(result.output.split('\n').toSorted()).toEqual(['one', 'two']);
    expect(await runCommand('true', [], { deadlineMs: 10_000 })).toEqual({ failure: undefined, output: '' });
  });

  it('that does not exist has not started', async () => {
    const { failure } = await runCommand('no-such-command', [], { deadlineMs: 10_000 });
    expect(failure).toContain('not started: ');
  });

  it('that has no room left fails as the system does, so that the place and its remedy can be told', async () => {
    const script = 'echo "cannot write: No space left on device" >&2; exit 1';
    const run = runCommand('sh', ['-c', script], { deadlineMs: 10_000, folder: '/tmp' });
    await expect(run).rejects.toMatchObject({ code: 'ENOSPC', syscall: 'write', path: '/tmp' });
  });

  it('is killed at its deadline with all it has started', async () => {
    const result = await runCommand('sh', ['-c', 'sleep 60 & sleep 60'], { deadlineMs: 100 });
    expect(result.failure).toBe('ended after 0.1 s');
  });

  it('is killed when nobody wants it any more', async () => {
    const abort = new AbortController();
    const tracked: number[] = [];
    const run = runCommand('sleep', ['60'], {
      deadlineMs: 60_000,
      preparation: {
        say: () => {},
        signal: abort.signal,
        track: ({ pid }) => {
          tracked.push(pid);
          return () => tracked.pop();
        },
      },
    });
    expect(tracked).toHaveLength(1);
    abort.abort(new Error('enough'));
    await expect(run).rejects.toThrow('enough');
    expect(tracked).toEqual([]);
  });
});
