import { Writable } from 'node:stream';

import { taskOutput } from './task-output';

/** What is written to a terminal, or to something else, and what is printed. */
function output(isTTY: boolean) {
  let written = '';
  const printed: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      written += chunk.toString();
      done();
    },
  });
  Object.assign(stream, { isTTY, columns: 120 });
  const task = taskOutput(stream as NodeJS.WriteStream, (line) => printed.push(line));
  return { task, printed, written: () => written };
}

const progress = (msg: string, done: number, total?: number): string =>
  JSON.stringify({ level: 'info', progress: { done, total }, msg });

describe('what a task says', () => {
  it('is printed, also how far it is, where there is no terminal', () => {
    const { task, printed, written } = output(false);
    const lines = ['no JSON', progress('hears', 5, 10), '{"msg":"done"}'];
    lines.forEach((line) => task.show(line));
    task.end();
    expect(printed).toEqual(lines);
    expect(written()).toBe('');
  });

  it('moves a bar on a terminal, which ends before anything else is printed', () => {
    const { task, printed, written } = output(true);
    task.show(progress('hears', 5, 10));
    task.show(progress('hears', 12, 10));
    expect(printed).toEqual([]);
    task.show('{"msg":"waits"}');
    expect(written()).toMatch(/hears .*5 of about 10/);
    expect(written()).toMatch(/hears .*12 of about 12[^]*\n/);
    task.show(progress('sweeps', 3));
    task.end();
    expect(written()).toMatch(/sweeps: 3/);
    expect(printed).toEqual(['{"msg":"waits"}']);
  });
});
