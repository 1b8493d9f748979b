import { createHash } from 'node:crypto';

/**
 * The processes in the order in which they are to take over what a dead one has left, the same wherever it is asked
 * (highest random weight; Thaler and Ravishankar, 1998): without a lock, and of all that are dead each gets its share.
 */
export function inOrderFor(dead: string, writers: readonly string[]): string[] {
  const weight = (writer: string): string => createHash('sha256').update(`${dead} ${writer}`).digest('hex');
  return writers
    .map((writer) => ({ writer, weight: weight(writer) }))
    .sort((a, b) => (a.weight < b.weight ? 1 : -1))
    .map(({ writer }) => writer);
}
