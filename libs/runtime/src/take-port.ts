import { pause } from '@killrvideo/core';
import { portHolder } from '@killrvideo/host';

import { ConfigurationError } from './configuration/configuration-error';

const RETRY_EVERY_MS = 250;
const GIVE_UP_AFTER_MS = 5000;
/** The second where the machine has no IPv6 at all. */
const NO_SUCH_ADDRESS = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];

/**
 * Starts what listens on `port`. A port in use is tried for 5 s, since an outgoing connection may hold one of the
 * ephemeral range for a moment; then the error names who holds it and the variable that chooses another.
 */
export async function takePort<T>(port: number, variable: string, start: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (NO_SUCH_ADDRESS.some((code) => mentions(error, code))) {
        throw new ConfigurationError(
          'this machine has no such address to listen on: correct KILLRVIDEO_LISTEN_ADDRESS, an example: KILLRVIDEO_LISTEN_ADDRESS=0.0.0.0',
        );
      }
      if (!mentions(error, 'EADDRINUSE')) throw error;
      if (performance.now() > giveUpAt) {
        const holder = (await portHolder(port)) ?? 'another process';
        throw new ConfigurationError(
          `port ${port} is held by ${holder}: end it, or choose another with ${variable}`,
        );
      }
    }
    await pause(RETRY_EVERY_MS);
  }
}

/** grpc-js reports system errors as text only. */
function mentions(error: unknown, code: string): boolean {
  return error instanceof Error && error.message.includes(code);
}
