import { pause } from './pause';

/** What is waited for: since when, and why it is not there. */
export interface Waiting {
  /** `Cassandra at 10.0.0.1:9042`: whoever reads it knows where to look. */
  readonly for: string;
  /** What was said last, in one line; it may name hosts and is for those who run the system, never for callers. */
  readonly why: string;
  /** When the waiting began, whatever was waited for since then; milliseconds since 1970. */
  readonly since: number;
}

/** Something that must be met before a service can serve, and that may be lost and met again. */
export interface Condition {
  /** Undefined while it is met. */
  waiting(): Waiting | undefined;
  /** `changed` is called after it was met or lost, not when only the reason is another one. Returns how to stop that. */
  onChange(changed: () => void): () => void;
}

/** A condition and how to tell of it. */
export interface OwnCondition extends Condition {
  /** Waits for `what` from now on, or still, because of `why`. */
  waitFor(what: string, why: string): void;
  meet(): void;
}

export function condition(what: string, why: string, now: () => number = Date.now): OwnCondition {
  let waiting: Waiting | undefined = { for: what, why, since: now() };
  const listeners = new Set<() => void>();
  const change = (next: Waiting | undefined): void => {
    const isNews = (waiting === undefined) !== (next === undefined);
    waiting = next;
    if (isNews) for (const changed of listeners) changed();
  };
  return {
    waiting: () => waiting,
    onChange(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    waitFor: (forWhat, reason) => change({ for: forWhat, why: reason, since: waiting?.since ?? now() }),
    meet: () => change(undefined),
  };
}

/** Met while all of them are; waits for the first that is not, in their order. */
export function allOf(conditions: readonly Condition[]): Condition {
  return {
    waiting() {
      for (const each of conditions) {
        const waiting = each.waiting();
        if (waiting !== undefined) return waiting;
      }
      return undefined;
    },
    onChange(changed) {
      const endings = conditions.map((each) => each.onChange(changed));
      return () => endings.forEach((end) => end());
    },
  };
}

/** Resolves once it is met, after `ms` milliseconds or when `signal` aborts, with what it still waits for. */
export async function metWithin(
  ms: number,
  condition: Condition,
  signal?: AbortSignal,
): Promise<Waiting | undefined> {
  const met = new AbortController();
  const forget = condition.onChange(() => {
    if (condition.waiting() === undefined) met.abort();
  });
  if (condition.waiting() !== undefined) {
    await pause(ms, signal ? AbortSignal.any([signal, met.signal]) : met.signal);
  }
  forget();
  return met.signal.aborted ? undefined : condition.waiting();
}
