/** The fields of one line; a field may stand in quotes, in which a quote is doubled. */
export function csvFields(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map((field) => field.trim());
  const fields: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*/.exec(line.slice(at));
    const end = line.indexOf(separator, quoted ? at + quoted[0].length : at);
    const stop = end < 0 ? line.length : end;
    fields.push(quoted ? (quoted[1] as string).replaceAll('""', '"') : line.slice(at, stop).trim());
    at = stop + 1;
  }
  return fields;
}

/** What separates the fields of a line: whichever of comma, semicolon and tab occurs most. */
export function separatorOf(line: string): string {
  const count = (separator: string) => line.split(separator).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}
