/** Waited for so long at most, by who publishes what somebody will look for at once. */
export const PROMPT_WITHIN_MS = 150;
/** A group that missed it once is waited for again after so many deliveries in a row that kept it. */
const KEPT_IN_A_ROW = 10;

/** Whether a group has events as soon as they happen, so that waiting for it costs little. */
export interface Promptness {
  readonly isPrompt: boolean;
  /** It had an event so long after that was offered, by its n-th delivery: several events of one count as one. */
  took(ms: number, delivery: number): void;
  /** It was waited for in vain. */
  missed(): void;
}

/** Of a new group it is believed. */
export function promptness(): Promptness {
  let kept = KEPT_IN_A_ROW;
  let last = 0;
  return {
    get isPrompt() {
      return kept >= KEPT_IN_A_ROW;
    },
    took(ms, delivery) {
      if (ms > PROMPT_WITHIN_MS) kept = 0;
      else if (delivery !== last) kept++;
      last = delivery;
    },
    missed() {
      kept = 0;
    },
  };
}
