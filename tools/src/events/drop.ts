import { ownCall } from '@killrvideo/core';
import { deadLettersTable, type BuriedLetter } from '@killrvideo/events';

import type { Databases } from './databases';
import { lettersOf, type LettersOfGroup } from './dead-letters';
import { letterId } from './letter-id';

const DELETED_WITHIN_MS = 5000;

/** Deletes dead letters. */
export async function drop(
  databases: Databases,
  of: LettersOfGroup,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let dropped = 0;
  for await (const letter of lettersOf(databases, of, signal)) {
    await dropLetter(databases, letter);
    dropped++;
    if (of.id !== undefined) say(`${letterId(letter.event)} is deleted`);
  }
  if (of.id === undefined) say(`${dropped} deleted`);
}

/** One that the group has refused again since it was read stays. */
export async function dropLetter({ cassandra }: Databases, letter: BuriedLetter): Promise<void> {
  const call = ownCall('deleting a dead letter', performance.now() + DELETED_WITHIN_MS);
  try {
    await deadLettersTable(cassandra).remove(letter, call);
  } finally {
    call.end();
  }
}
