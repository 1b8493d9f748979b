import type { ProcessIdentity } from './process-identity';

/** What a step that fetches, builds or starts something gets from whoever wants it done. */
export interface Preparation {
  /** Shows a line to everybody who waits for the step. */
  say(line: string): void;
  /** Aborted when nobody wants it any more. */
  readonly signal: AbortSignal;
  /** Notes a command that was started, for the case that its starter is killed; returns how to forget it. */
  track(command: ProcessIdentity): () => void;
}

const SAY_EVERY_MS = 3000;

/** Says `text` with the seconds that `work` has taken, every 3 s until it is done. */
export async function withElapsed<T>(
  say: (line: string) => void,
  text: () => string,
  work: () => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const timer = setInterval(() => say(`${text()} (${secondsSince(start)} s)`), SAY_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Whole seconds since a moment of `performance.now()`. */
export function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 1000);
}
