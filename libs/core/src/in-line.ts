/** Has works wait for their turn. */
export type InLine = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Has `places` works at a time under way, first come first served: what came first ends first, however many there are. There is
 * no bound but that of whoever brings the works, and each must end by itself.
 */
export function inLine(places: number): InLine {
  const waiting: (() => void)[] = [];
  let free = places;

  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}
