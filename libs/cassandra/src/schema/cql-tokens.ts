/** A word, number, string or mark of CQL, and where it stands. */
export interface Token {
  /** Words in lower case, as CQL takes them; strings with their quotes. */
  readonly text: string;
  readonly isWord: boolean;
  readonly start: number;
  readonly end: number;
}

const TOKEN =
  /\s+|--.*|\/\/.*|\/\*[\s\S]*?\*\/|(?<word>[a-z]\w*)|(?<other>'(?:[^']|'')*'|-?\d[\w.]*|[^\s])/iy;

/** The statements of a text of CQL, each as its tokens; comments are left out. */
export function statementsOf(cql: string): Token[][] {
  const statements: Token[][] = [[]];
  for (const { word, other, start, end } of tokensOf(cql)) {
    if (other === ';') statements.push([]);
    else {
      const token = { text: word?.toLowerCase() ?? other ?? '', isWord: word !== undefined, start, end };
      statements.at(-1)?.push(token);
    }
  }
  return statements.filter((tokens) => tokens.length > 0);
}

function* tokensOf(cql: string) {
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(cql); match !== null; match = TOKEN.exec(cql)) {
    const { word, other } = match.groups ?? {};
    const end = match.index + match[0].length;
    if (word !== undefined || other !== undefined) yield { word, other, start: match.index, end };
    if (end === cql.length) return;
    TOKEN.lastIndex = end;
  }
}
