import type { DomainError } from '@killrvideo/core';

/** The calls whose streams are open: what a stop has to wait for. */
export interface CallsInFlight {
  /** A call has begun; `fail` answers it, should that become necessary. Returns how to tell that its stream ended. */
  begin(fail: (error: DomainError) => void): () => void;
  /** Resolves when no stream is open. */
  none(): Promise<void>;
  /** Answers all that have no answer yet. */
  failAll(error: DomainError): void;
}

export function callsInFlight(): CallsInFlight {
  const calls = new Set<(error: DomainError) => void>();
  let waiting: (() => void)[] = [];

  return {
    begin(fail) {
      calls.add(fail);
      return () => {
        calls.delete(fail);
        if (calls.size > 0) return;
        for (const resolve of waiting) resolve();
        waiting = [];
      };
    },
    none: () => (calls.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    failAll(error) {
      for (const fail of [...calls]) fail(error);
    },
  };
}
