import type { Logger } from 'pino';

import { ConfigurationError } from './configuration/configuration-error';

/** Exit code of a process that would fail in the same way if it were started again. */
export const EXIT_MISCONFIGURED = 2;

/** Ends the process with the message of what is wrong in its configuration; throws any other error on. */
export function exitOnMisconfiguration(error: unknown): never {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exit(EXIT_MISCONFIGURED);
}

/** Tells at once why a process could not start; what it returns ends the process with the exit code that says so. */
export function startFailure(error: unknown, log: Logger): () => never {
  if (error instanceof ConfigurationError) {
    console.error(error.message);
    return () => process.exit(EXIT_MISCONFIGURED);
  }
  log.fatal({ err: error }, 'the process could not start');
  return () => process.exit(1);
}

/** A defect that nobody caught: the process is in no known state any more, so it ends and is started afresh. */
export function exitOnUncaught(log: Logger): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught error');
    process.exit(1);
  });
}
