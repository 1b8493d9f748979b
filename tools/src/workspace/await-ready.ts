import { pause } from '@killrvideo/core';

const ASK_EVERY_MS = 100;
const ANSWER_WITHIN_MS = 2000;

/** Resolves when a process says on its admin port that it can serve, or when `signal` is aborted. */
export async function awaitReady(adminPort: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (await isReady(adminPort)) return;
    await pause(ASK_EVERY_MS, signal);
  }
}

async function isReady(adminPort: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${adminPort}/readyz`, {
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return answer.ok;
  } catch {
    return false; // not listening yet
  }
}
