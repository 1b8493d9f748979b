import { errorOfEnd, type CallContext } from './call-context';

/** What waits for its turn, for a call. */
export interface WaitingWork {
  readonly call: CallContext;
  /** Answers the call instead of doing the work. */
  readonly reject: (reason: unknown) => void;
}

/** Drops the work whose call is over, and returns the rest in its order: what nobody waits for must not keep others out. */
export function dropAbandoned<Work extends WaitingWork>(waiting: readonly Work[]): Work[] {
  return waiting.filter(({ call, reject }) => {
    const { over } = call;
    if (over !== undefined) reject(errorOfEnd(over, { isNothingBegun: true }));
    return over === undefined;
  });
}
