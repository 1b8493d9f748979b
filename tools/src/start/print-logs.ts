import { prettyFactory } from 'pino-pretty';

const COLOURS = [36, 33, 35, 32, 34, 31];

/** Prints the output of several processes, each line under its process's name; JSON log lines in a readable form. */
export function logPrinter(labels: readonly string[]): (label: string, line: string) => void {
  const colour = process.stdout.isTTY;
  const width = Math.max(...labels.map((label) => label.length));
  const pretty = prettyFactory({
    colorize: colour,
    translateTime: 'SYS:HH:MM:ss.l',
    ignore: 'app,pid',
    singleLine: true,
  });

  return (label, line) => {
    const name = label.padEnd(width);
    const prefix = colour
      ? `\u001b[${COLOURS[labels.indexOf(label) % COLOURS.length]}m${name}\u001b[0m`
      : name;
    const text = line.startsWith('{') ? pretty(line).trimEnd() : line;
    for (const each of text.split('\n')) console.log(`${prefix} | ${each}`);
  };
}
