import { InputRefused } from '../input-refused';
import type { DecimalMark, NumberReading } from './number-text';

interface Seen {
  readonly line: number;
  readonly text: string;
}

/** Where a column's numbers first show their decimal mark, or first leave it open. */
export interface MarkEvidence {
  point?: Seen;
  comma?: Seen;
  /** `1,234` and `1.234`: a fraction, or thousands apart? */
  openByComma?: Seen;
  openByPoint?: Seen;
}

const FLAG = 'say which it is: --decimals comma or --decimals point';

export function seeMark(evidence: MarkEvidence, reading: NumberReading, line: number, text: string): void {
  if (reading.point === reading.comma) return;
  if (Number.isNaN(reading.comma)) evidence.point ??= { line, text };
  else if (Number.isNaN(reading.point)) evidence.comma ??= { line, text };
  else if (text.includes(',')) evidence.openByComma ??= { line, text };
  else evidence.openByPoint ??= { line, text };
}

/**
 * One file has one mark. `1.5` and `1,234,567` show a point, `1,5` and `1.234,5` a comma. `1,234` alone shows neither:
 * it is a fraction where a semicolon or tab separates the fields, as programs of such countries write it. `1.234`
 * alone is a fraction, as nearly all programs write it. Throws InputRefused when the file does not tell.
 */
export function decimalMarkOf(
  columns: readonly MarkEvidence[],
  separator: string,
  asked: DecimalMark | undefined,
): { readonly mark: DecimalMark; readonly notes: readonly string[] } {
  if (asked !== undefined) return { mark: asked, notes: [] };
  const first = (kind: keyof MarkEvidence) => columns.find((column) => column[kind])?.[kind];
  const [point, comma, open] = [first('point'), first('comma'), first('openByComma')];
  if (point && comma) {
    throw new InputRefused(
      `the numbers contradict each other: ${at(point)} has a decimal point, ${at(comma)} a decimal comma; ${FLAG}`,
    );
  }
  if (point) return { mark: 'point', notes: [] };
  if (comma) return { mark: 'comma', notes: [`numbers have a decimal comma, as ${at(comma)} shows`] };
  if (!open) return { mark: 'point', notes: [] };
  if (separator === ',' || first('openByPoint')) {
    throw new InputRefused(
      `line ${open.line}: ${open.text} may have a decimal comma or thousands apart, and no other number tells; ${FLAG}`,
    );
  }
  return {
    mark: 'comma',
    notes: [`numbers such as ${at(open)} are read with a decimal comma (--decimals point: as thousands)`],
  };
}

function at({ line, text }: Seen): string {
  return `${text} on line ${line}`;
}
