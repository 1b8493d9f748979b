import { currentCall } from '@killrvideo/core';
import pino, { type Logger } from 'pino';

/** JSON lines on stdout; what is said during a call carries its ids. Bodies and metadata are never logged. */
export function createLogger(app: string, level: string): Logger {
  return pino({
    level,
    base: { app, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => {
      const call = currentCall();
      return call === undefined ? {} : { requestId: call.requestId, traceparent: call.traceparent };
    },
  });
}
