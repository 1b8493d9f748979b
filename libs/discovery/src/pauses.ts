/** Pauses that can all be cut short, for a loop that must stop at once. */
export interface Pauses {
  readonly stopped: boolean;
  pause(ms: number): Promise<void>;
  stop(): void;
}

export function pauses(): Pauses {
  let stopped = false;
  let wake = (): void => {};
  return {
    get stopped() {
      return stopped;
    },
    async pause(ms) {
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    stop() {
      stopped = true;
      wake();
    },
  };
}
