import type { Log } from '@killrvideo/core';

/**
 * Aborts at the first SIGTERM or SIGINT: the process then has `withinMs` to come to its end. One that takes longer, or a
 * second signal, ends it at once with exit code 1.
 */
export function stopSignal(log: Log, withinMs: number): AbortSignal {
  const stop = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stop.signal.aborted) process.exit(1);
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error({}, 'the stop took too long: leaving now');
      process.exit(1);
    }, withinMs).unref();
    stop.abort();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return stop.signal;
}
