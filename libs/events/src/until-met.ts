import { metWithin, type Condition } from '@killrvideo/core';

const LOOK_EVERY_MS = 60_000;

/** Resolves when the condition is met, or `signal` aborts: what begins then begins when it can. */
export async function untilMet(condition: Condition, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await metWithin(LOOK_EVERY_MS, condition, signal)) !== undefined);
}
