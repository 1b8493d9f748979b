import { type CallContext, DomainError, remainingMs, within } from '@killrvideo/core';

/** Buckets that are announced ahead of the one in use: a process that fills several a second need not wait for its beat. */
const AHEAD = 4;

/** What this process may do because others know that it lives. */
export interface Lease {
  /** Whether events may stand in the bucket, and facts of such events be written now. */
  covers(bucket: number): boolean;
  /** Has the next buckets announced in time, in the background, when the bucket is one of the last that are. */
  announceNext(bucket: number): void;
  /** Waits until it does. */
  renew(bucket: number, call: CallContext): Promise<void>;
  /** One beat, begun from now on; rejects when it was not acknowledged. */
  beat(): Promise<void>;
}

/**
 * A process writes a row before it uses a bucket, and again and again. Whoever sees it unchanged for longer than the
 * lease takes the process for dead and carries out its events: so this one looks whether its lease holds before it
 * writes facts, and beats first when not, which registers it again if it was taken over. Time is counted from before a
 * beat was sent, by both clocks of the machine: the one stands still with the machine, the other may be set.
 */
export function lease(options: {
  readonly leaseMs: number;
  readonly bucketInUse: () => number;
  /** Writes the row of this process. */
  readonly write: (beat: number, high: number) => Promise<void>;
}): Lease {
  const { leaseMs, bucketInUse, write } = options;
  let beats = 0;
  let high = -1;
  let sentAt = { ticks: -Infinity, time: -Infinity };
  let sending: Promise<void> | undefined;
  let following: Promise<void> | undefined;

  const send = async (): Promise<void> => {
    const at = { ticks: performance.now(), time: Date.now() };
    const announced = bucketInUse() + AHEAD;
    await write(++beats, announced);
    sentAt = at;
    high = announced;
  };
  const start = (): Promise<void> => {
    const sent = send().finally(() => (sending = undefined));
    sending = sent;
    return sent;
  };
  /** One after the other: what an earlier one announced must not be taken for what stands. */
  const beat = (): Promise<void> => {
    if (sending === undefined) return start();
    following ??= sending
      .catch(() => {})
      .then(() => {
        following = undefined;
        return beat();
      });
    return following;
  };
  const covers = (bucket: number): boolean =>
    bucket <= high && performance.now() - sentAt.ticks < leaseMs && Date.now() - sentAt.time < leaseMs;

  return {
    covers,
    announceNext(bucket) {
      if (bucket + AHEAD / 2 > high && sending === undefined) beat().catch(() => {}); // the next one, or `renew`, tells
    },
    async renew(bucket, call) {
      while (!covers(bucket)) await within(remainingMs(call), beat(), isLate);
    },
    beat,
  };
}

function isLate(): DomainError {
  return new DomainError('unavailable', 'the database did not answer: try again later');
}
