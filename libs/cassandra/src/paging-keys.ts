import { createHmac, timingSafeEqual } from 'node:crypto';

import { DomainError } from '@killrvideo/core';

/** Where a page begins: the key of its first row, as texts. */
export type Position = readonly string[];

const MAC_BYTES = 32;
const MAX_STATE_LENGTH = 2048;

/** Makes and reads the `paging_state` of lists: opaque to clients, of use only for the list that gave it. */
export interface PagingKeys {
  /** `list` names the rpc and all that chooses its rows; the state is good for this list alone. */
  stateFor(list: readonly string[], position: Position): string;
  /** Throws `invalid-argument` for anything that `stateFor` did not give for this very list. */
  positionIn(list: readonly string[], state: string): Position;
}

/**
 * States are signed by HMAC-SHA-256. The first key signs, all of them verify: to rotate, put the new key first and
 * drop the old one when no client can still hold a state of it.
 */
export function pagingKeys(keys: readonly string[]): PagingKeys {
  const [signingKey] = keys;
  if (signingKey === undefined) throw new Error('at least one paging key is needed');

  return {
    stateFor(list, position) {
      const payload = Buffer.from(JSON.stringify(position));
      return Buffer.concat([macOf(signingKey, list, payload), payload]).toString('base64url');
    },
    positionIn(list, state) {
      const bytes = Buffer.from(state.slice(0, MAX_STATE_LENGTH), 'base64url');
      const payload = bytes.subarray(MAC_BYTES);
      const genuine =
        // Node's base64url reader skips what does not belong: only the canonical text is the state we gave.
        bytes.toString('base64url') === state &&
        bytes.length > MAC_BYTES &&
        keys.some((key) => timingSafeEqual(macOf(key, list, payload), bytes.subarray(0, MAC_BYTES)));
      if (!genuine) {
        throw new DomainError(
          'invalid-argument',
          'paging_state is not one that this list gave: begin with an empty one',
        );
      }
      return JSON.parse(payload.toString()) as Position;
    },
  };
}

function macOf(key: string, list: readonly string[], payload: Buffer): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(list)).update('\0').update(payload).digest();
}
