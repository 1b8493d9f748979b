import type { Condition, Waiting } from '@killrvideo/core';

/** Whether a process serves all that it is there for, as `/readyz` says it. */
export interface Readiness {
  /** In lines for a person, one for each service that waits: for what, since when, and why; undefined when none does. */
  notReadyBecause(): string | undefined;
  /** From now on it is not ready for this reason, whatever its services are. */
  end(reason: string): void;
  /** Until now it was starting. */
  begin(services: readonly { readonly name: string; readonly ready: Condition }[]): void;
}

export function readiness(now: () => number = Date.now): Readiness {
  let reason: string | undefined = 'starting';
  let services: readonly { readonly name: string; readonly ready: Condition }[] = [];
  return {
    notReadyBecause() {
      if (reason !== undefined) return reason;
      const lines = services.flatMap(({ name, ready }) => {
        const waiting = ready.waiting();
        return waiting === undefined ? [] : [`${name} waits for ${inWords(waiting, now())}`];
      });
      return lines.length === 0 ? undefined : lines.join('\n');
    },
    begin(composed) {
      services = composed;
      reason = undefined;
    },
    end: (why) => void (reason = why),
  };
}

function inWords({ for: what, since, why }: Waiting, now: number): string {
  return `${what}, for ${Math.round((now - since) / 1000)} s: ${why}`;
}
