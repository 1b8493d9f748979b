/** Between two columns. */
export const GAP = '  ';

/** Rows as lines of text, each column as wide as its widest cell; those that `isNumber` says are to the right. */
export function textTable(
  rows: readonly (readonly string[])[],
  isNumber: (column: number) => boolean = () => false,
): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const blanks = ' '.repeat((widths[column] ?? 0) - [...cell].length);
        return isNumber(column) ? blanks + cell : cell + blanks;
      })
      .join(GAP)
      .trimEnd(),
  );
}
