import type { Workspace } from '../workspace/files';

const FOLDER = 'docs/adr';
export const INDEX = `${FOLDER}/README.md`;

const RECORD = /^docs\/adr\/(\d{3})-[\w-]+\.md$/;
const ROW = /^\| (?:\[(\d{3})\]\(([\w.-]+)\)|(\d{3})) +\|/gm;
const DATE = /\b20\d\d-\d\d-\d\d\b/;
/** An outcome of a measurement, in words that only those use here. */
const MEASURED =
  /\b(measured (at|against)|Measured|was measured|took .*[\d.]+ (s|ms|of the time)|medians? (was|of))\b/s;

/**
 * Problems with the numbers and the index of the decisions: each number has its row, a gap too, which says why; and what
 * was measured has its date in the same paragraph, since the same on another day is another figure.
 */
export function decisionProblems({ files, read }: Workspace): string[] {
  const records = new Map(
    files.flatMap((file) => (RECORD.test(file) ? [[file.slice(9, 12), file] as const] : [])),
  );
  const rows = new Map(
    [...read(INDEX).matchAll(ROW)].map(([, linked, target, plain]) => [linked ?? plain, target]),
  );
  const last = Math.max(0, ...[...records.keys()].map(Number));
  const numbers = Array.from({ length: last }, (_, index) => String(index + 1).padStart(3, '0'));
  return [
    ...numbers
      .filter((number) => !rows.has(number))
      .map((number) => `${INDEX}: has no row for ${number}${records.has(number) ? '' : ', which is a gap'}`),
    ...[...records]
      .filter(([number, file]) => rows.has(number) && rows.get(number) !== file.slice(FOLDER.length + 1))
      .map(([number, file]) => `${INDEX}: the row of ${number} does not lead to ${file}`),
    ...[...records.values()]
      .filter((file) =>
        read(file)
          .split(/\n\s*\n/)
          .some((part) => MEASURED.test(part) && !DATE.test(part)),
      )
      .map((file) => `${file}: gives what was measured without its date (yyyy-mm-dd)`),
  ];
}
