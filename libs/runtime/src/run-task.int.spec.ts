import { randomUUID } from 'node:crypto';

import { useTestNode } from '@killrvideo/testing';

import { bundledBeside, endChildren, startChild, type ChildOfSpec } from './testing/child-process.testing';

const node = useTestNode();
let script: string;
beforeAll(async () => (script = await bundledBeside('a-task.testing.ts')), 60_000);
afterEach(endChildren);

function start(word: string, task = `task-${randomUUID()}`, etcd = node().etcd): ChildOfSpec {
  return startChild(script, { TASK: task, KILLRVIDEO_ETCD_ENDPOINTS: etcd }, [word]);
}

describe('a task', () => {
  it('ends with exit code 0 when all is well at the end, and 1 when not', async () => {
    expect(await start('well').exited()).toBe(0);
    expect(await start('unwell').exited()).toBe(1);
  });

  it('ends with exit code 1 when it breaks, and says why', async () => {
    const task = start('breaks');
    expect(await task.exited()).toBe(1);
    await task.says('failed, run it again: it broke');
  });

  it('ends with exit code 2 and its usage when its words make no sense', async () => {
    const task = start('what');
    expect(await task.exited()).toBe(2);
    await task.says('usage: example');
  });

  it.each(['waits', 'works'])('that %s gives up its step when it is told to stop', async (word) => {
    const task = start(word);
    await task.says('at work');
    task.kill('SIGTERM');
    expect(await task.exited()).toBe(1);
    await task.says('stopped before it was done: run it again');
  });

  it('is at work once at a time', async () => {
    const name = `task-${randomUUID()}`;
    const first = start('waits', name);
    await first.says('at work');
    const second = start('well', name);
    expect(await second.exited()).toBe(1);
    await second.says('could not be had');
    expect(second.lines.join()).not.toContain('at work');
  }, 60_000);

  it('does nothing without its lock', async () => {
    const task = start('well', undefined, '127.0.0.1:1');
    expect(await task.exited()).toBe(1);
    expect(task.lines.join()).not.toContain('at work');
  }, 60_000);
});
