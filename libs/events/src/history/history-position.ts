import { createHash } from 'node:crypto';

import { DomainError } from '@killrvideo/core';

const SUM_BYTES = 8;

/** A position of a type's history as it is told: opaque, with a sum that tells it from anything else. */
export function positionText(type: string, position: string): string {
  return Buffer.concat([sumOf(type, position), Buffer.from(position)]).toString('base64url');
}

/** The position in such a text. Throws `invalid-argument` for one that `positionText` did not give for the type. */
export function positionIn(type: string, text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  const position = bytes.subarray(SUM_BYTES).toString();
  // Of all texts that are read to the same bytes, one is the one that was given.
  if (positionText(type, position) === text) return position;
  throw new DomainError(
    'invalid-argument',
    'position is not one that the history of this type gave: begin with an empty one',
  );
}

function sumOf(type: string, position: string): Buffer {
  return createHash('sha256').update(`${type} ${position}`).digest().subarray(0, SUM_BYTES);
}
