import { Presets, SingleBar } from 'cli-progress';

/** Shows how far one kind of thing is, one kind after another. */
export interface Progress {
  begin(kind: string, total: number): void;
  advance(count: number): void;
  end(): void;
}

const WIDEST_KIND = 8;

/** A bar for each kind, for a terminal. */
export function progressBars(): Progress {
  let bar: SingleBar | undefined;
  return {
    begin(kind, total) {
      bar = new SingleBar(
        {
          format: `${kind.padEnd(WIDEST_KIND)} {bar} {value} of {total}`,
          hideCursor: true,
          // Ctrl-C is the tool's to handle: it stops the bar, too.
          gracefulExit: false,
        },
        Presets.shades_classic,
      );
      bar.start(total, 0);
    },
    advance: (count) => bar?.increment(count),
    end: () => bar?.stop(),
  };
}

const SAY_EVERY_MS = 5000;

/** A line every 5 s and one at the end of each kind, for a log. */
export function progressLines(say: (line: string) => void): Progress {
  let state = { kind: '', total: 0, value: 0, saidAt: 0 };
  const sayNow = (): void => {
    say(`sample data: ${state.kind} ${state.value} of ${state.total}`);
    state.saidAt = performance.now();
  };
  return {
    begin(kind, total) {
      state = { kind, total, value: 0, saidAt: performance.now() };
    },
    advance(count) {
      state.value += count;
      if (performance.now() - state.saidAt >= SAY_EVERY_MS) sayNow();
    },
    end: sayNow,
  };
}
