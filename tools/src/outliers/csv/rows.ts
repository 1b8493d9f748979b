import { Readable } from 'node:stream';

import Papa from 'papaparse';

import { InputRefused } from '../input-refused';
import { SEPARATOR_LINE } from './separator';

/** No row is longer: where one is, it is no CSV, or a quote was opened and not closed. */
const MAX_ROW_CHARACTERS = 4_000_000;

/** Takes the fields of a row, trimmed, and the number of the line where it begins. */
export type TakeRow = (fields: string[], line: number) => void;

/**
 * Gives every row of a CSV text, of which only a piece is in memory. Empty rows, comments (#) and Excel's `sep=` are
 * passed over. Throws InputRefused where a quoted field does not end.
 */
export function eachRow(text: AsyncIterable<string>, separator: string, take: TakeRow): Promise<void> {
  let line = 1;
  let pending = 0;
  const source = Readable.from(
    counted(text, (characters) => (pending += characters)),
    { objectMode: true, highWaterMark: 1 },
  );
  const finished = new Promise<void>((resolve, reject) => {
    const fail = (error: Error): void => {
      source.destroy();
      reject(error);
    };
    source.on('error', reject);
    Papa.parse<string[]>(source as unknown as NodeJS.ReadableStream, {
      delimiter: separator,
      newline: '\n',
      chunk({ data, errors }, parser) {
        try {
          const unclosed = errors.find(({ type }) => type === 'Quotes')?.row;
          data.forEach((row, at) => {
            if (at === unclosed) throw notClosed(line);
            takeRow(row);
          });
          if (data.length > 0) pending = 0;
          else if (pending > MAX_ROW_CHARACTERS) throw tooLong(line);
        } catch (error) {
          fail(error as Error); // before the end, which would be taken for success
          parser.abort();
        }
      },
      complete: () => resolve(),
      error: fail,
    });
  });
  return finished;

  function takeRow(row: string[]): void {
    const begins = line;
    line++;
    let isEmpty = true;
    for (let at = 0; at < row.length; at++) {
      const field = row[at] as string;
      if (field.includes('\n')) line += field.split('\n').length - 1;
      if ((row[at] = field.trim()) !== '') isEmpty = false;
    }
    const [first] = row as [string];
    if (isEmpty || first.startsWith('#')) return;
    if (begins === 1 && SEPARATOR_LINE.test(row.join(separator))) return;
    take(row, begins);
  }
}

async function* counted(text: AsyncIterable<string>, count: (characters: number) => void) {
  for await (const piece of text) {
    count(piece.length);
    yield piece;
  }
}

function tooLong(line: number): InputRefused {
  return new InputRefused(
    `line ${line} has more than ${MAX_ROW_CHARACTERS.toLocaleString('en')} characters: is a quote opened in it and not closed?`,
  );
}

function notClosed(line: number): InputRefused {
  return new InputRefused(
    `line ${line}: a field in quotes does not end as it should: are they closed, and doubled ("") within?`,
  );
}
