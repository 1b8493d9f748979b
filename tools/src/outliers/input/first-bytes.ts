import { isUtf8 } from 'node:buffer';

import { InputRefused } from '../input-refused';

/** How the bytes of a text are to be read. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const GZIP = [0x1f, 0x8b];
const AS_CSV = 'save the table as CSV, and give that';
const UNPACK = 'unpack it first';

/** Formats that are known by their first bytes, and what to do with them. */
const OTHERS: readonly { readonly bytes: string; readonly what: string; readonly todo: string }[] = [
  { bytes: 'PAR1', what: 'a Parquet file', todo: AS_CSV },
  { bytes: '\xd0\xcf\x11\xe0', what: 'a spreadsheet of old Excel (xls)', todo: AS_CSV },
  { bytes: 'ARROW1', what: 'an Arrow file', todo: AS_CSV },
  { bytes: 'Obj\x01', what: 'an Avro file', todo: AS_CSV },
  { bytes: '\x89HDF', what: 'an HDF5 file', todo: AS_CSV },
  { bytes: 'SQLite format 3', what: 'a SQLite database', todo: AS_CSV },
  { bytes: '\x89PNG', what: 'a picture (PNG)', todo: 'give the numbers behind it' },
  { bytes: '\xff\xd8\xff', what: 'a picture (JPEG)', todo: 'give the numbers behind it' },
  { bytes: 'GIF8', what: 'a picture (GIF)', todo: 'give the numbers behind it' },
  { bytes: '%PDF', what: 'a PDF', todo: 'give the numbers behind it' },
  { bytes: '{\\rtf', what: 'a text of a word processor (RTF)', todo: AS_CSV },
  { bytes: '\x28\xb5\x2f\xfd', what: 'packed with zstd', todo: UNPACK },
  { bytes: '\xfd7zXZ', what: 'packed with xz', todo: UNPACK },
  { bytes: 'BZh', what: 'packed with bzip2', todo: UNPACK },
  { bytes: '\x04\x22\x4d\x18', what: 'packed with lz4', todo: UNPACK },
  { bytes: '7z\xbc\xaf', what: 'packed with 7-Zip', todo: UNPACK },
  { bytes: 'Rar!', what: 'packed with RAR', todo: UNPACK },
];

export function isGzip(head: Buffer): boolean {
  return GZIP.every((byte, at) => head[at] === byte);
}

/** How to read a text that begins so. Throws InputRefused when it is none, and says what it is where that is known. */
export function encodingOf(head: Buffer): TextEncoding {
  if (isGzip(head)) throw new InputRefused(`the input is packed with gzip twice: ${UNPACK}`);
  const first = head.toString('latin1', 0, 16);
  if (first.startsWith('PK\x03\x04')) throw new InputRefused(zipMessage(head));
  const other = OTHERS.find(({ bytes }) => first.startsWith(bytes));
  if (other) throw new InputRefused(`the input is ${other.what}: ${other.todo}`);

  if (first.startsWith('\xff\xfe')) return 'utf-16le';
  if (first.startsWith('\xfe\xff')) return 'utf-16be';
  if (head.includes(0)) {
    const zeros = (from: number) => head.filter((byte, at) => at % 2 === from && byte === 0).length;
    const half = head.length / 2;
    // Text of our letters in UTF-16 has a zero in every other byte.
    if (zeros(0) === 0 && zeros(1) > half * 0.7) return 'utf-16le';
    if (zeros(1) === 0 && zeros(0) > half * 0.7) return 'utf-16be';
    throw new InputRefused('the input is binary, no text: expected is CSV or the JSON of Prometheus');
  }
  const start = head
    .toString('latin1', 0, 200)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (start.startsWith('<')) throw new InputRefused(`the input is HTML or XML: ${AS_CSV}`);
  if (/^# (?:HELP|TYPE) /.test(start)) {
    throw new InputRefused(
      "the input is a page of metrics, which has one value of each: ask Prometheus' query_range for their course",
    );
  }
  return isUtf8(wholeCharacters(head)) ? 'utf-8' : 'windows-1252';
}

/** Without a character at the end that is cut in two. */
function wholeCharacters(head: Buffer): Buffer {
  let end = head.length;
  while (end > 0 && head.length - end < 4 && ((head[end - 1] as number) & 0xc0) === 0x80) end--;
  return end > 0 && (head[end - 1] as number) >= 0xc0 ? head.subarray(0, end - 1) : head;
}

function zipMessage(head: Buffer): string {
  const text = head.toString('latin1');
  if (text.includes('[Content_Types].xml') || text.includes('xl/'))
    return `the input is an Excel workbook (xlsx): ${AS_CSV}`;
  if (text.includes('opendocument.spreadsheet'))
    return `the input is a LibreOffice spreadsheet (ods): ${AS_CSV}`;
  return `the input is a ZIP archive: ${UNPACK}`;
}
