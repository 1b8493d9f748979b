/** A CQL statement as the services write it down: always prepared, its values always bound. */
export interface Statement {
  readonly cql: string;
  /** Whether running it twice is as good as once; only then may the driver retry or race it on another node. */
  readonly idempotent: boolean;
  /** Its verb and table, `INSERT comments_by_video`: how metrics and logs name it. */
  readonly label: string;
}

/** A read, or a write of fixed values: repeating it changes nothing more. */
export function idempotent(cql: string): Statement {
  return { cql, idempotent: true, label: labelOf(cql) };
}

/** A statement whose repetition adds up, such as a counter's: never retried, its outcome unknown after a timeout. */
export function notIdempotent(cql: string): Statement {
  return { cql, idempotent: false, label: labelOf(cql) };
}

/** A lightweight transaction (`IF …`): repeated blindly it would find its own effect and say that it was refused. */
export function conditional(cql: string): Statement {
  if (!/\bIF\b/i.test(cql)) throw new Error(`no condition in: ${cql}`);
  return notIdempotent(cql);
}

/** One statement with its values, to be written alone or with others. */
export interface Write {
  readonly statement: Statement;
  readonly params: readonly unknown[];
}

function labelOf(cql: string): string {
  const [, verb, table] =
    /^\s*(SELECT)\b[\s\S]*?\bFROM\s+(\w+)/i.exec(cql) ??
    /^\s*(INSERT)\s+INTO\s+(\w+)/i.exec(cql) ??
    /^\s*(UPDATE)\s+(\w+)/i.exec(cql) ??
    /^\s*(DELETE)\b[\s\S]*?\bFROM\s+(\w+)/i.exec(cql) ??
    [];
  if (verb === undefined || table === undefined) throw new Error(`neither a query nor a write: ${cql}`);
  return `${verb.toUpperCase()} ${table}`;
}
