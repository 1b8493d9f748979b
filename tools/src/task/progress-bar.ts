import { Presets, SingleBar } from 'cli-progress';

/** A line in which a task says how far it is: `total` is about that, and not there where nobody knows. */
interface ProgressLine {
  readonly msg: string;
  readonly progress: { readonly done: number; readonly total?: number };
}

/** On a terminal, lines that say how far a task is move a bar there; all others, and elsewhere all, are printed. */
export function showingProgress(
  stream: NodeJS.WriteStream,
  print: (line: string) => void,
): (line: string) => void {
  if (!stream.isTTY) return print;
  let bar: SingleBar | undefined;
  let shown = '';
  return (line) => {
    const said = progressIn(line);
    if (said === undefined || said.msg !== shown) {
      bar?.stop();
      bar = undefined;
      shown = '';
    }
    if (said === undefined) return print(line);
    const { done, total } = said.progress;
    if (bar === undefined) {
      shown = said.msg;
      bar = barFor(stream, said);
    }
    bar.setTotal(Math.max(total ?? done, done));
    bar.update(done);
  };
}

function barFor(stream: NodeJS.WriteStream, { msg, progress }: ProgressLine): SingleBar {
  const format = progress.total === undefined ? `${msg}: {value}` : `${msg} {bar} {value} of about {total}`;
  // Ctrl-C is the tool's to handle.
  const bar = new SingleBar(
    { stream, format, hideCursor: true, gracefulExit: false },
    Presets.shades_classic,
  );
  bar.start(progress.total ?? 0, 0);
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
