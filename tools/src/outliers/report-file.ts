import { mkdirSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';

import { pathProblem } from '../workspace/path-problem';
import { visibleText } from '../workspace/visible-text';

/**
 * Makes sure, before the work is done, that the report can stand at its path: not in place of the input, not in place
 * of a folder, and in a folder that is there or can be made. Throws with what to change.
 */
export function prepareReport(output: string, input: string): void {
  const there = found(output);
  const read = input === '-' ? undefined : found(input);
  if (there?.isDirectory())
    throw new Error(`${visibleText(output)} is a folder: name a file in it for the report`);
  if (there && read && there.ino === read.ino && there.dev === read.dev)
    throw new Error(`the report would replace the input: name another file than ${visibleText(output)}`);
  try {
    mkdirSync(dirname(output), { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw pathProblem({ code: 'ENOTDIR' }, output, 'write');
    throw pathProblem(error, output, 'write');
  }
}

export function writeReport(output: string, page: string): void {
  try {
    writeFileSync(output, page);
  } catch (error) {
    throw pathProblem(error, output, 'write');
  }
}

function found(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined; // who reads or writes it will say why
  }
}
