import type { Log } from '@killrvideo/core';

/** A log for code under test whose messages do not matter. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
