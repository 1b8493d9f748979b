import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 make every object in its young space (docs/adr/024-garbage-of-calls-stays-young.md says why, with figures). By
 * itself it learns which places of the code make objects that live long, and makes theirs in the old space at once; in a
 * server over http2 it learns wrongly, of all that belongs to a call.
 *
 * To be called before anything is served. NODE_OPTIONS may not name the flag, so it is set here.
 */
export function keepGarbageYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
