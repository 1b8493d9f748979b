import { join } from 'node:path';

import { withLock } from '@killrvideo/local-stack';

/** Making a service takes seconds. */
const WAIT_AT_MOST_MS = 60_000;

/**
 * Makes a service while nobody else makes one in the same clone: both would take the same ports, and the one would
 * overwrite what the other has written into README and all-in-one. Throws when the other takes more than a minute.
 */
export async function alone<T>(root: string, make: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const options = {
    holder: `the new-service of process ${process.pid}`,
    deadlineMs: WAIT_AT_MOST_MS,
    onWait: (holder: string) => console.log(`Waiting for ${holder} …`),
    ...(signal ? { signal } : {}),
  };
  return withLock(join(root, '.local/new-service'), options, make);
}
