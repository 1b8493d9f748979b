import { Presets, SingleBar } from 'cli-progress';

/** A line in which a task says how far it is: `total` is about that, and not there where nobody knows. */
interface ProgressLine {
  readonly msg: string;
  readonly progress: { readonly done: number; readonly total?: number };
}

/** Shows what a task says. */
export interface TaskOutput {
  show(line: string): void;
  /** Of a task that has ended, however. */
  end(): void;
}

/** On a terminal, lines that say how far a task is move a bar there; all others, and elsewhere all, are printed. */
export function taskOutput(stream: NodeJS.WriteStream, print: (line: string) => void): TaskOutput {
  let shown: { readonly bar: SingleBar; readonly msg: string } | undefined;
  const end = (): void => {
    shown?.bar.stop();
    shown = undefined;
  };
  return {
    show(line) {
      const said = stream.isTTY ? progressIn(line) : undefined;
      if (said?.msg !== shown?.msg) end();
      if (said === undefined) return print(line);
      const { done, total = done } = said.progress;
      shown ??= { bar: barFor(stream, said), msg: said.msg };
      shown.bar.setTotal(Math.max(total, done));
      shown.bar.update(done);
    },
    end,
  };
}

function barFor(stream: NodeJS.WriteStream, { msg, progress }: ProgressLine): SingleBar {
  const format = progress.total === undefined ? `${msg}: {value}` : `${msg} {bar} {value} of about {total}`;
  // Ctrl-C is the tool's to handle.
  const bar = new SingleBar(
    { stream, format, hideCursor: true, gracefulExit: false },
    Presets.shades_classic,
  );
  bar.start(progress.total ?? progress.done, progress.done);
  return bar;
}

function progressIn(line: string): ProgressLine | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const said = JSON.parse(line) as Partial<ProgressLine>;
    return said.progress === undefined ? undefined : (said as ProgressLine);
  } catch {
    return undefined;
  }
}
