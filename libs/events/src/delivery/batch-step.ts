import { ownSteps, type OwnSteps } from '../own-steps';

/** What a group may take for a batch. One that has said nothing for so long is asked again later, and may find it done. */
export const DELIVERED_WITHIN_MS = 10_000;

/** Brings a batch to a group, by whatever way, as a call of its own. */
export function batchStep(group: string, signal: AbortSignal): OwnSteps {
  return ownSteps(`events for ${group}`, signal, DELIVERED_WITHIN_MS);
}
