import type { Cassandra, Row, Write } from '@killrvideo/cassandra';
import { DomainError } from '@killrvideo/core';

/** Statements that wait, until they are let go. */
export interface HeldStatements {
  /** How many wait. */
  readonly count: number;
  /** They reach Cassandra now, also those of a process that was killed meanwhile: they are late. */
  release(): void;
}

/** A database as a process of a spec sees it, which can be killed at any instant. */
export interface MortalCassandra {
  readonly cassandra: Cassandra;
  /** Holds the statements with this label on their way to Cassandra, from now on. */
  hold(label: string): HeldStatements;
  /** From now on nothing is sent, and no answer arrives. */
  kill(): void;
}

/** What a broken process sends, or is told, in place of what is right: so a trial shows that it would find that. */
export interface Fault {
  readonly write?: (write: Write) => Write;
  /** Hears of a write that has been carried out; throws to lose its answer. */
  readonly answered?: (label: string) => void;
  readonly rows?: (label: string, read: () => Promise<Row[]>) => Promise<Row[]>;
}

export function mortalCassandra(real: Cassandra, fault: Fault = {}): MortalCassandra {
  const {
    write: change = (write) => write,
    answered = () => {},
    rows: tell = (_label, read) => read(),
  } = fault;
  const holds = new Map<string, { readonly gate: Promise<void>; waiting: number }>();
  let isAlive = true;

  const alive = (): void => {
    if (!isAlive) throw new DomainError('unavailable', 'the process was killed');
  };
  const run = async <T>(label: string, work: () => Promise<T>): Promise<T> => {
    alive();
    const hold = holds.get(label);
    if (hold !== undefined) {
      hold.waiting++;
      await hold.gate;
    }
    const result = await work();
    alive();
    return result;
  };

  return {
    cassandra: {
      rows: (statement, params, call) =>
        run(statement.label, () => tell(statement.label, () => real.rows(statement, params, call))),
      rowsSerially: (statement, params, call) =>
        run(statement.label, () => real.rowsSerially(statement, params, call)),
      write: (write, call) =>
        run(write.statement.label, async () => {
          await real.write(change(write), call);
          answered(write.statement.label);
        }),
      writeUnlogged: (writes, call) => run('BATCH', () => real.writeUnlogged(writes.map(change), call)),
      writeIf: (writes, call) => run('BATCH', () => real.writeIf(writes, call)),
    },
    hold(label) {
      let release = (): void => {};
      const gate = new Promise<void>((resolve) => (release = resolve));
      const hold = { gate, waiting: 0 };
      holds.set(label, hold);
      return {
        get count() {
          return hold.waiting;
        },
        release() {
          holds.delete(label);
          release();
        },
      };
    },
    kill() {
      isAlive = false;
    },
  };
}
