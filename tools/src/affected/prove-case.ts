import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { AffectedCase } from './affected-case';
import { askNx } from './ask-nx';
import type { House } from './house';
import { differences, expectedOf, inWords } from './outcome';
import { commitAll, type Scratch } from './scratch';

/** How a case went. */
export interface Verdict {
  readonly change: string;
  readonly expected: string;
  readonly got: string;
  /** Nothing when all is as expected. */
  readonly problems: readonly string[];
}

/**
 * Makes the change, asks Nx, takes the change back, and asks again: then everything must come from the cache. The
 * scratch is left as it was found, with every task's result of then in its cache.
 */
export async function proveCase(
  scratch: Scratch,
  house: House,
  base: string,
  each: AffectedCase,
): Promise<Verdict> {
  const expected = expectedOf(each, house);
  const verdict = { change: each.change, expected: inWords(expected) };
  const problems: string[] = [];
  let got = 'no answer';
  try {
    each.edit?.(scratch.root);
    await commitAll(scratch.run, each.change);
    const decision = await askNx(scratch, each.ask === 'all' ? 'all' : { since: base }, each.environment);
    got = inWords(decision);
    problems.push(...differences(expected, decision));
    if (each.bundle && !carries(scratch, each.bundle))
      problems.push(`${each.bundle.file} is not built again`);
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  await scratch.run('git', ['reset', '--quiet', '--hard', base]);
  const back = await askNx(scratch, 'all');
  if (back.ran.length > 0) problems.push(`taken back, and not from the cache: ${back.ran.join(', ')}`);
  if (each.bundle && carries(scratch, each.bundle))
    problems.push(`taken back, and still in ${each.bundle.file}`);
  return { ...verdict, got, problems };
}

function carries({ root }: Scratch, { file, carries: text }: NonNullable<AffectedCase['bundle']>): boolean {
  return existsSync(join(root, file)) && readFileSync(join(root, file), 'utf8').includes(text);
}
