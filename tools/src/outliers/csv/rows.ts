import { Readable } from 'node:stream';

import Papa from 'papaparse';

import { InputRefused } from '../input-refused';
import { isHeading } from './layout';
import { SEPARATOR_LINE } from './separator';

/** No row is longer: where one is, it is no CSV, or a quote was opened and not closed. */
const MAX_ROW_CHARACTERS = 4_000_000;

/** Takes the fields of a row, trimmed, and the number of the line where it begins. */
export type TakeRow = (fields: string[], line: number) => void;

/** Lines that begin with # and are passed over. */
export interface Comments {
  readonly count: number;
  /** The number of the first one's line. */
  readonly first: number;
}

interface Row {
  readonly fields: string[];
  readonly line: number;
}

/**
 * Gives every row of a CSV text, of which only a piece is in memory. Empty rows, comments (#) and Excel's `sep=` are
 * passed over; a heading may begin with #. Throws InputRefused where a quoted field does not end.
 */
export async function eachRow(
  text: AsyncIterable<string>,
  separator: string,
  take: TakeRow,
): Promise<Comments> {
  let line = 1;
  let pending = 0;
  let comments: Comments = { count: 0, first: 0 };
  let lastComment: Row | undefined;
  let isBegun = false;
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
  await finished;
  return comments;

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
    if (isEmpty) return;
    if (first.startsWith('#')) return passOver({ fields: row, line: begins });
    if (begins === 1 && SEPARATOR_LINE.test(row.join(separator))) return;
    const heading = isBegun || !lastComment ? undefined : headingIn(lastComment.fields, row);
    if (lastComment && heading) {
      const { count, first: firstComment } = comments;
      comments = { count: count - 1, first: firstComment === lastComment.line ? 0 : firstComment };
      take(heading, lastComment.line);
    }
    isBegun = true;
    take(row, begins);
  }

  function passOver(comment: Row): void {
    comments = { count: comments.count + 1, first: comments.first || comment.line };
    if (!isBegun) lastComment = comment;
  }
}

/** A line that begins with # is the heading of the first row where it has as many fields, and the row is none itself. */
function headingIn(
  [marked = '', ...others]: readonly string[],
  row: readonly string[],
): string[] | undefined {
  const heading = [marked.slice(1).trim() || '#', ...others];
  const isOfRow = row.length > 1 && heading.length === row.length;
  return isOfRow && isHeading(heading) && !isHeading(row) ? heading : undefined;
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
