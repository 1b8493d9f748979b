import type { PartOfSpec } from './testing/a-process.testing';
import { bundledBeside, endChildren, startChild, type ChildOfSpec } from './testing/child-process.testing';

let script: string;
beforeAll(async () => (script = await bundledBeside('a-process.testing.ts')), 60_000);
afterEach(endChildren);

function start(parts: readonly PartOfSpec[], environment: Record<string, string> = {}): ChildOfSpec {
  return startChild(script, { PARTS: JSON.stringify(parts), ...environment });
}

/** What the parts have said, in their order. */
const told = ({ lines }: ChildOfSpec): string[] => lines.filter((line) => /^(start|stop) \w$/.test(line));

const LONG = 60_000;

describe('a process', () => {
  it('starts its parts in order, needs no gRPC, and stops in the reverse order with exit code 0', async () => {
    const child = start([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    const { admin } = JSON.parse(await child.says('listening')) as { admin: string };
    expect((await fetch(`http://${admin}/readyz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await child.exited()).toBe(0);
    expect(told(child)).toEqual(['start a', 'start b', 'start c', 'stop c', 'stop b', 'stop a']);
  });

  it('stops what runs when a part cannot start, says why, and ends with exit code 1', async () => {
    const child = start([{ name: 'a' }, { name: 'b', start: 'fails' }, { name: 'c' }]);
    expect(await child.exited()).toBe(1);
    expect(told(child)).toEqual(['start a', 'start b', 'stop a']);
    await child.says('no start b');
  });

  it('that is told to stop while it starts goes no further, and stops what was starting', async () => {
    const child = start([{ name: 'a' }, { name: 'b', start: 500 }, { name: 'c' }]);
    await child.says('start b');
    child.kill('SIGINT');
    expect(await child.exited()).toBe(0);
    expect(told(child)).toEqual(['start a', 'start b', 'stop b', 'stop a']);
  });

  it('stops all parts although one fails to, and says which with exit code 1', async () => {
    const child = start([{ name: 'a' }, { name: 'b', stop: 'fails' }]);
    await child.says('listening');
    child.kill('SIGTERM');
    expect(await child.exited()).toBe(1);
    expect(told(child)).toEqual(['start a', 'start b', 'stop b', 'stop a']);
    await child.says('b did not stop in order');
  });

  it('ends at once at a second signal, whatever still stops', async () => {
    const child = start([{ name: 'a', stop: LONG }]);
    await child.says('listening');
    child.kill('SIGTERM');
    await child.says('stop a');
    child.kill('SIGTERM');
    expect(await child.exited()).toBe(1);
  });

  it('ends with exit code 1 when a stop takes longer than it may', async () => {
    const child = start([{ name: 'a', stop: LONG }], { KILLRVIDEO_DRAIN_MS: '0' });
    await child.says('listening');
    child.kill('SIGTERM');
    expect(await child.exited()).toBe(1);
    await child.says('the stop took too long');
  }, 30_000);

  it('that may not be configured so ends with exit code 2 before anything starts', async () => {
    const child = start([{ name: 'a' }], { KILLRVIDEO_ADMIN_PORT: 'x' });
    expect(await child.exited()).toBe(2);
    expect(told(child)).toEqual([]);
    expect(child.lines).toContainEqual(expect.stringContaining('KILLRVIDEO_ADMIN_PORT is not'));
  });
});
