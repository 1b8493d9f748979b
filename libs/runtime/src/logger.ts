import pino, { type Logger } from 'pino';

import { boundedError } from './bounded-error';

/** JSON lines on stdout. Bodies and metadata are never logged: some hold passwords. */
export function createLogger(app: string, level: string): Logger {
  return pino({
    level,
    base: { app, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: boundedError },
    formatters: { level: (label) => ({ level: label }) },
  });
}
