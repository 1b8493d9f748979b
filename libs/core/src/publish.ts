import type { CallContext } from './call-context';

/**
 * Does `write`, and whoever has subscribed hears of `event` if, and only if, it was done, even when this process ends in
 * between. `at` is the time of the event in microseconds since 1970, and the write time of all that is written for it.
 * When it throws anything but a refusal the outcome is not known: what was begun may still be finished, and is then heard of.
 */
export type Publish<Event> = <T>(
  event: Event,
  call: CallContext,
  write: (at: bigint) => Promise<T>,
) => Promise<T>;
