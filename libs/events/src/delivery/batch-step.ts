import { ownSteps, type OwnSteps } from '../own-steps';

/** What a group may take for a batch. After that it is asked anew, and may find that it was done. */
const BATCH_WITHIN_MS = 10_000;

/** Brings a batch to a group, by whatever way, as a call of its own. */
export function batchStep(group: string, signal: AbortSignal): OwnSteps {
  return ownSteps(`events for ${group}`, signal, BATCH_WITHIN_MS);
}
