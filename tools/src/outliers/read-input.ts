import { basename } from 'node:path';

import { readCsv, type CsvChoices } from './csv/read-csv';
import { InputRefused } from './input-refused';
import { openText } from './input/text-input';
import type { Measurements } from './measurements';
import type { Progress } from './progress';
import { readPrometheus } from './read-prometheus';

/** JSON is parsed as a whole. */
const MAX_JSON_CHARACTERS = 256 * 1024 ** 2;

/**
 * Reads CSV or the JSON of Prometheus, whichever the input turns out to be, from a file or from standard input (`-`).
 * Throws with what to change when there is nothing to read, or when it is refused (InputRefused).
 */
export async function readInput(
  file: string,
  choices: CsvChoices,
  progress: (total: number) => Progress,
): Promise<Measurements> {
  const text = await openText(file);
  const isJson = beginsAsJson(text.head);
  const size = text.size * (isJson ? 1 : 2);
  const bar = progress(size);
  let bytes = 0;
  const read = () => text.read((more) => bar.at(Math.min(size, (bytes += more))));
  try {
    const measurements = isJson
      ? readPrometheus(await wholeText(read()))
      : await readCsv(read, text.head, namelessOf(file), choices);
    if (measurements.series.length === 0) throw nothingIn(measurements, text.head);
    return { ...measurements, notes: [...text.notes, ...measurements.notes] };
  } finally {
    bar.end();
    text.close();
  }
}

/** CSV may begin with a bracket, too: `[05/Mar/2024:10:20:30 +0000],1`. */
function beginsAsJson(head: string): boolean {
  if (/^\s*(?:\[\s*)?\{\s*(?:["}]|$)/.test(head)) return true;
  if (!/^\s*\[/.test(head)) return false;
  try {
    JSON.parse(head);
    return true;
  } catch {
    return false;
  }
}

/** What a series is called where nothing in it says: as the file, without what tells its format. */
function namelessOf(file: string): string {
  return file === '-'
    ? 'stdin'
    : basename(file)
        .replace(/\.gz$/i, '')
        .replace(/(?<=.)\.[^.]*$/, '');
}

async function wholeText(text: AsyncIterable<string>): Promise<string> {
  const pieces: string[] = [];
  let characters = 0;
  for await (const piece of text) {
    if ((characters += piece.length) > MAX_JSON_CHARACTERS) {
      throw new InputRefused(
        'the JSON is larger than 256 MiB: ask for fewer series, a shorter time or larger steps, or give CSV',
      );
    }
    pieces.push(piece);
  }
  return pieces.join('');
}

function nothingIn({ notes, problems }: Measurements, head: string): InputRefused {
  const isEmpty = head.trim() === '';
  const why =
    problems[0] ?? notes.at(-1) ?? `the input ${isEmpty ? 'is empty' : 'has only a heading or comments'}`;
  return new InputRefused(`there is no value to look at: ${why}`);
}
