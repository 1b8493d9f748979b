import type { Answer } from './answer';

/** One try at a call; `tries` have been made before it. */
export type Try<Response> = (tries: number) => Promise<Answer<Response>>;

/** How often a call is tried, and which answer counts. `leftMs` says what is left of its time. */
export type Tries = <Response>(attempt: Try<Response>, leftMs: () => number) => Promise<Answer<Response>>;

/** Without another wish: whoever calls says what may be repeated. */
export const once: Tries = (attempt) => attempt(0);
