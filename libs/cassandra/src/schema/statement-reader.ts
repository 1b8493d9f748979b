import type { Token } from './cql-tokens';
import { SchemaError } from './schema-error';

/** Reads the tokens of one statement from left to right; what is not as asked for is a SchemaError that says so. */
export interface StatementReader {
  /** Takes the words or marks if they come next, all of them; false, and none taken, if they do not. */
  skip(...texts: string[]): boolean;
  /** The same where nothing else may stand. */
  expect(...texts: string[]): void;
  /** Takes the next word: a name of `what`. */
  name(what: string): string;
  /** Takes whatever comes next. */
  any(what: string): string;
  /** Where the token that was taken last ends in the text. */
  readonly end: number;
  readonly isAtEnd: boolean;
  fail(problem: string): never;
}

export function statementReader(tokens: readonly Token[], text: string): StatementReader {
  let next = 0;
  const fail = (problem: string): never => {
    throw new SchemaError(`${problem}, in: ${inOneLine(text)}`);
  };
  const found = (): string => {
    const token = tokens[next];
    return token === undefined ? 'the statement ends' : `there is ${token.text}`;
  };
  const skip = (...texts: string[]): boolean => {
    if (texts.some((each, index) => tokens[next + index]?.text !== each)) return false;
    next += texts.length;
    return true;
  };

  return {
    skip,
    expect(...texts) {
      if (!skip(...texts)) fail(`${texts.map(asWritten).join(' ')} is expected where ${found()}`);
    },
    name(what) {
      const token = tokens[next];
      if (token === undefined || !token.isWord) {
        return fail(`the name of ${what} (lower case, without quotes) is expected where ${found()}`);
      }
      next++;
      return token.text;
    },
    any(what) {
      const token = tokens[next++];
      return token === undefined ? fail(`${what} is expected where the statement ends`) : token.text;
    },
    get end() {
      return tokens[next - 1]?.end ?? 0;
    },
    get isAtEnd() {
      return next >= tokens.length;
    },
    fail,
  };
}

/** Keywords in capitals; a string is compared to the letter. */
function asWritten(text: string): string {
  return text.startsWith("'") ? text : text.toUpperCase();
}

const MAX_QUOTED = 120;

function inOneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_QUOTED ? `${line.slice(0, MAX_QUOTED)} …` : line;
}
