import { Presets, SingleBar } from 'cli-progress';

/** How far long work is. */
export interface Progress {
  at(done: number): void;
  end(): void;
}

/** Work that is shorter is not worth a word. */
const QUIET_MS = 1000;
const LINE_EVERY_MS = 5000;

/**
 * On a terminal a bar, elsewhere a line now and then; neither for work that takes less than a second. A total of 0 is
 * not known.
 */
export function progressOn(
  stream: NodeJS.WriteStream,
  what: string,
  unit: string,
): (total: number) => Progress {
  return (total) => {
    const begun = performance.now();
    let bar: SingleBar | undefined;
    let lineAt = begun + LINE_EVERY_MS;
    return {
      at(done) {
        const now = performance.now();
        if (now - begun < QUIET_MS) return;
        if (stream.isTTY && total > 0) {
          if (bar === undefined) {
            bar = new SingleBar({ stream, format: `${what} {bar} {percentage} %` }, Presets.shades_classic);
            bar.start(total, done);
          } else bar.update(done);
        } else if (now > lineAt) {
          lineAt = now + LINE_EVERY_MS;
          const share =
            total > 0 ? `${Math.floor((100 * done) / total)} %` : `${done.toLocaleString('en')} ${unit}`;
          stream.write(`${what}: ${share}\n`);
        }
      },
      end: () => bar?.stop(),
    };
  };
}
