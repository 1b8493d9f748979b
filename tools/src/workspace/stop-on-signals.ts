/** npm passes Ctrl-C on although the terminal has sent it already: that is one wish, not two. */
const SAME_SIGNAL_MS = 1000;

/** The first signal stops in order; a second one, a moment later or more, ends the process at once. */
export function stopOnSignals(stop: () => void): void {
  let firstAt: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (firstAt === undefined) {
        firstAt = Date.now();
        stop();
      } else if (Date.now() - firstAt > SAME_SIGNAL_MS) {
        console.log('Stopping at once.');
        process.exit(130);
      }
    });
  }
}
