import { remainingMs, within, type CallContext, type Log } from '@killrvideo/core';
import { types, type Client, type QueryOptions } from 'cassandra-driver';

import { STATEMENT_WITHIN_MS } from './client-options';
import type { Row } from './columns';
import { databaseIsLate, domainErrorOf } from './domain-error-of';
import type { Statement, Write } from './statement';
import { statementTurns, type StatementTurns } from './statement-turns';
import { tellUnusualValues, type ReadRows } from './unusual-values';

/** The database as storage code sees it. All methods throw DomainErrors only and keep the call's deadline. */
export interface Cassandra {
  /** The rows of one SELECT at LOCAL_QUORUM, in the table's order; statements bound them (5,000 come at most). */
  rows(statement: Statement, params: readonly unknown[], call: CallContext): Promise<Row[]>;
  /**
   * Like `rows`, at LOCAL_SERIAL: finishes, or ends for good, every conditional write that was under way in the
   * partition. So it tells the outcome of one that was not known.
   */
  rowsSerially(statement: Statement, params: readonly unknown[], call: CallContext): Promise<Row[]>;
  /** One write at LOCAL_QUORUM. */
  write(write: Write, call: CallContext): Promise<void>;
  /**
   * The rows of one fact in several tables, in one round trip (an unlogged batch). When it throws, some may be there without
   * the others: for facts that are published, which are then written again, at the same write time, until all are there. A
   * logged batch would promise that by itself, at twice the price.
   */
  writeUnlogged(writes: readonly Write[], call: CallContext): Promise<void>;
  /**
   * Conditional writes (`IF …`) of one partition, all of them or none: a lightweight transaction at LOCAL_SERIAL, its
   * commit at LOCAL_QUORUM. When it throws `unavailable` its outcome is unknown: see `untilKnown`.
   */
  writeIf(writes: readonly Write[], call: CallContext): Promise<ConditionalOutcome>;
}

/** Whether conditional writes were applied; if not, the rows whose values were not as expected, as CQL returns them. */
export type ConditionalOutcome =
  { readonly applied: true } | { readonly applied: false; readonly rows: Row[] };

/** How one statement or batch ended. */
export interface QueryOutcome {
  /** The statement's label; `BATCH` and the labels inside for a batch. */
  readonly label: string;
  readonly seconds: number;
  readonly ok: boolean;
}

/** The answer must still be made and sent when the database gave up. */
const ANSWER_MARGIN_MS = 50;

/** What all statements on one connection have in common, whichever service they are of. */
export interface StatementsOfConnection {
  readonly observe: (outcome: QueryOutcome) => void;
  readonly lookAt: (label: string, read: ReadRows) => void;
  readonly inTurn: StatementTurns;
}

export function statementsOfConnection(
  observe: (outcome: QueryOutcome) => void,
  log: Log,
): StatementsOfConnection {
  return { observe, lookAt: tellUnusualValues(log), inTurn: statementTurns() };
}

/** Runs statements through the driver client that `connected` gives (or throws). */
export function cassandraOn(
  connected: () => Client,
  { observe, lookAt, inTurn }: StatementsOfConnection,
): Cassandra {
  const run = async <T extends ReadRows>(
    { label, cql = label }: { label: string; cql?: string },
    isIdempotent: boolean,
    call: CallContext,
    work: (client: Client, options: QueryOptions) => Promise<T>,
  ): Promise<T> => {
    const client = connected();
    const timeout = timeoutWithin(remainingMs(call));
    const start = performance.now();
    const isDue = (): void => {
      remainingMs(call);
      if (performance.now() - start >= timeout) throw databaseIsLate();
    };
    let ok = false;
    try {
      // The driver is not told of the time: it would take impatient callers for a broken connection, and end that.
      const working = inTurn(cql, isDue, () => work(client, { isIdempotent }));
      const result = await within(timeout, working, databaseIsLate);
      ok = true;
      lookAt(label, result);
      return result;
    } catch (error) {
      throw domainErrorOf(error);
    } finally {
      observe({ label, seconds: (performance.now() - start) / 1000, ok });
    }
  };

  return {
    async rows(statement, params, call) {
      const { cql, idempotent } = statement;
      const result = await run(statement, idempotent, call, (client, options) =>
        client.execute(cql, [...params], options),
      );
      return result.rows;
    },
    async rowsSerially(statement, params, call) {
      const { cql, idempotent } = statement;
      const result = await run(statement, idempotent, call, (client, options) =>
        client.execute(cql, [...params], { ...options, consistency: types.consistencies.localSerial }),
      );
      return result.rows;
    },
    async write({ statement, params }, call) {
      const { cql, idempotent } = statement;
      await run(statement, idempotent, call, (client, options) => client.execute(cql, [...params], options));
    },
    async writeUnlogged(writes, call) {
      const idempotent = writes.every(({ statement }) => statement.idempotent);
      await run({ label: batchLabel(writes) }, idempotent, call, (client, options) =>
        client.batch(queriesOf(writes), { ...options, logged: false }),
      );
    },
    async writeIf(writes, call) {
      const [only] = writes;
      const result = await (writes.length === 1 && only !== undefined
        ? run(only.statement, false, call, (client, options) =>
            client.execute(only.statement.cql, [...only.params], options),
          )
        : run({ label: batchLabel(writes) }, false, call, (client, options) =>
            client.batch(queriesOf(writes), { ...options, logged: false }),
          ));
      return result.wasApplied() ? { applied: true } : { applied: false, rows: result.rows };
    },
  };
}

/** A little less than the caller waits, never above the usual bound. */
function timeoutWithin(remaining: number): number {
  return Math.max(1, Math.min(STATEMENT_WITHIN_MS, Math.floor(remaining - ANSWER_MARGIN_MS)));
}

function queriesOf(writes: readonly Write[]): { query: string; params: unknown[] }[] {
  return writes.map(({ statement, params }) => ({ query: statement.cql, params: [...params] }));
}

/** Tables, each once: the number of statements must not make labels of its own. */
function batchLabel(writes: readonly Write[]): string {
  return `BATCH ${[...new Set(writes.map(({ statement }) => statement.label.split(' ')[1]))].join('+')}`;
}
