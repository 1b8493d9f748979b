const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * A name with labels as Prometheus writes it: `up{job="node"}`; names of letters that the classic form does not have
 * stand in quotes, those of metrics within the braces: `{"disk free", job="node"}`.
 */
export function labelledName(
  name: string,
  labels: readonly (readonly [label: string, value: string])[],
): string {
  const isClassic = name === '' || METRIC.test(name);
  const inBraces = [
    ...(isClassic ? [] : [quoted(name)]),
    ...labels.map(([label, value]) => `${LABEL.test(label) ? label : quoted(label)}=${quoted(value)}`),
  ];
  const braces = inBraces.length === 0 && name !== '' ? '' : `{${inBraces.join(', ')}}`;
  return (isClassic ? name : '') + braces;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
