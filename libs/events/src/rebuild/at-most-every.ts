/** Does something at most so often, the first time after so long: what it is asked for in between is left out. */
export function atMostEvery<T>(ms: number, work: (latest: T) => void): (latest: T) => void {
  let doneAt = performance.now();
  return (latest) => {
    if (performance.now() - doneAt < ms) return;
    doneAt = performance.now();
    work(latest);
  };
}
