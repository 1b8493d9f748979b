/** In the order in which they are tried: a comma may also be a decimal one, so it comes last. */
const SEPARATORS = ['\t', ';', '|', ','] as const;
const SAMPLE_LINES = 20;

/** What Excel writes before a table to say what separates its fields. */
export const SEPARATOR_LINE = /^\s*"?sep=(.)"?\s*$/i;

/** What separates the fields of a text, from its first lines: what occurs alike in all of them, else most in the first. */
export function separatorOf(text: string): string {
  // Before lines are trimmed: the separator may be a tab.
  const named = SEPARATOR_LINE.exec(text.split('\n', 1)[0] as string);
  if (named) return named[1] as string;
  const lines = text
    .split('\n', SAMPLE_LINES + 1)
    .slice(0, -1)
    .concat(text.includes('\n') ? [] : [text])
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const counts = SEPARATORS.map((separator) => lines.map((line) => occurrences(line, separator)));
  const alike = counts.findIndex(
    (each) => each.length > 0 && (each[0] as number) > 0 && each.every((count) => count === each[0]),
  );
  if (alike >= 0) return SEPARATORS[alike] as string;
  const inFirst = counts.map((each) => each[0] ?? 0);
  const most = Math.max(...inFirst);
  return most > 0 ? (SEPARATORS[inFirst.indexOf(most)] as string) : ',';
}

/** Outside quotes. */
function occurrences(line: string, separator: string): number {
  return line.replace(/"(?:[^"]|"")*"/g, '').split(separator).length - 1;
}
