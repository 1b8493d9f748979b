import { remainingMs, type CallContext } from '@killrvideo/core';
import { type Client, type QueryOptions } from 'cassandra-driver';

import { READ_TIMEOUT_MS } from './client-options';
import type { Row } from './columns';
import { domainErrorOf } from './domain-error-of';
import type { Statement, Write } from './statement';

/** The database as storage code sees it. All methods throw DomainErrors only and keep the call's deadline. */
export interface Cassandra {
  /** The rows of one SELECT at LOCAL_QUORUM, in the table's order; statements bound them (5,000 come at most). */
  rows(statement: Statement, params: readonly unknown[], call: CallContext): Promise<Row[]>;
  /** One write at LOCAL_QUORUM. */
  write(write: Write, call: CallContext): Promise<void>;
  /** The rows of one fact in several tables: in the end all of them are there, or none (a logged batch). */
  writeTogether(writes: readonly Write[], call: CallContext): Promise<void>;
}

/** How one statement or batch ended. */
export interface QueryOutcome {
  /** The statement's label; `BATCH` and the labels inside for a batch. */
  readonly label: string;
  readonly seconds: number;
  readonly ok: boolean;
}

/** The answer must still be made and sent when the database gave up. */
const ANSWER_MARGIN_MS = 50;

/** Runs statements through the driver client that `connected` gives (or throws); tells `observe` of each. */
export function cassandraOn(connected: () => Client, observe: (outcome: QueryOutcome) => void): Cassandra {
  const run = async <T>(
    label: string,
    isIdempotent: boolean,
    call: CallContext,
    work: (client: Client, options: QueryOptions) => Promise<T>,
  ): Promise<T> => {
    const client = connected();
    const readTimeout = timeoutWithin(remainingMs(call));
    const start = performance.now();
    let ok = false;
    try {
      const result = await work(client, { isIdempotent, readTimeout });
      ok = true;
      return result;
    } catch (error) {
      throw domainErrorOf(error);
    } finally {
      observe({ label, seconds: (performance.now() - start) / 1000, ok });
    }
  };

  return {
    async rows({ cql, idempotent, label }, params, call) {
      const result = await run(label, idempotent, call, (client, options) =>
        client.execute(cql, [...params], options),
      );
      return result.rows;
    },
    async write({ statement: { cql, idempotent, label }, params }, call) {
      await run(label, idempotent, call, (client, options) => client.execute(cql, [...params], options));
    },
    async writeTogether(writes, call) {
      const queries = writes.map(({ statement, params }) => ({ query: statement.cql, params: [...params] }));
      const label = batchLabel(writes);
      const idempotent = writes.every(({ statement }) => statement.idempotent);
      await run(label, idempotent, call, (client, options) =>
        client.batch(queries, { ...options, logged: true }),
      );
    },
  };
}

/** A little less than the caller waits, never above the usual bound, never 0: that would switch the timeout off. */
function timeoutWithin(remaining: number): number {
  return Math.max(1, Math.min(READ_TIMEOUT_MS, Math.floor(remaining - ANSWER_MARGIN_MS)));
}

function batchLabel(writes: readonly Write[]): string {
  return `BATCH ${writes.map(({ statement }) => statement.label.split(' ')[1]).join('+')}`;
}
