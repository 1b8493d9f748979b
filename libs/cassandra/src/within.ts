/**
 * Waits for the work no longer than that, in milliseconds; then throws `late()`. The work goes on. Where the event loop
 * was busy for so long, what has arrived meanwhile is read first: it is not late, we are.
 */
export function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => setImmediate(() => reject(late())), ms);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
