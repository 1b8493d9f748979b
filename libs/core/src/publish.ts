import type { CallContext } from './call-context';

/**
 * Does `write`, and whoever has subscribed hears of `event` if, and only if, it was done, even when this process ends in
 * between. `at` is the time of the event in microseconds since 1970, and the write time of all that is written for it.
 * When it throws anything but a refusal the outcome is not known: what was begun may still be finished, and is then heard of.
 *
 * Where the write may end well and yet nothing has happened, as something else came before it, `hasHappened` tells that
 * from its result. A write that must be later than what stands throws `MustBeLater`, and is done again at a later time.
 */
export type Publish<Event> = <T>(
  event: Event,
  call: CallContext,
  write: (at: bigint) => Promise<T>,
  hasHappened?: (result: T) => boolean,
) => Promise<T>;

/** Nothing was written: what stands has a later time than the write was given. */
export class MustBeLater extends Error {
  override readonly name = 'MustBeLater';

  /** In microseconds since 1970. */
  constructor(readonly than: bigint) {
    super('what stands is later');
  }
}
