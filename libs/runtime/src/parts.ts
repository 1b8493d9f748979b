/** Something with a life of its own in a process: a listener, a connection, a loop. */
export interface Part {
  /** For the log and the errors of start and stop. */
  readonly name: string;
  /**
   * Resolves when it runs, which never waits for another process. Rejects when it cannot run, with nothing left behind:
   * the process then stops what runs and ends.
   */
  readonly start: () => void | Promise<void>;
  /** Resolves when it has come to its end in order. Only called after `start` resolved, and once. */
  readonly stop: () => void | Promise<void>;
}

/** The parts of a process from the first start to the last stop. */
export interface Life {
  /** Resolves when all parts run, or when a stop came first; rejects with the reason when one of them could not start. */
  readonly started: Promise<void>;
  /**
   * Stops what runs in the reverse order, and starts nothing more; a part that is starting is stopped once it runs. A
   * part that fails to stop does not keep the others from it: rejects at the end with all that failed. Later calls get
   * the first one's answer.
   */
  readonly stop: () => Promise<void>;
}

/** Starts the parts one after the other, in their order: what comes later may use what came before. */
export function lifeOf(parts: readonly Part[]): Life {
  const running: Part[] = [];
  let stopped: Promise<void> | undefined;

  const start = async (): Promise<void> => {
    for (const part of parts) {
      if (stopped !== undefined) return;
      await part.start();
      running.push(part);
    }
  };
  const started = start();

  const stop = async (): Promise<void> => {
    await started.catch(() => {}); // whoever waits for `started` hears of it
    const failures: unknown[] = [];
    for (let part = running.pop(); part !== undefined; part = running.pop()) {
      try {
        await part.stop();
      } catch (cause) {
        failures.push(new Error(`${part.name} did not stop in order`, { cause }));
      }
    }
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures, failures.map(String).join('; '));
  };

  return { started, stop: () => (stopped ??= stop()) };
}
