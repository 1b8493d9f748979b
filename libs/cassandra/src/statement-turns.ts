import { DomainError, sharedSlots, type Share } from '@killrvideo/core';

/**
 * Statements under way at once. A node works on 128, so that more would wait there, in front of everybody's; and the
 * driver refuses what is above 2,048 on a connection, whoever asks.
 */
const MAX_UNDER_WAY = 1000;
/** What 2,000 calls of 20 statements ask for. */
const MAX_WAITING = 40_000;

/**
 * Does the work, one statement, when there is room for it: a statement that many ask for, or that is slow, waits for its
 * own kind, and leaves room to others. `isDue` throws when nobody waits for it any more; it is then not done.
 */
export type StatementTurns = <T>(statement: string, isDue: () => void, work: () => Promise<T>) => Promise<T>;

interface Line {
  readonly share: Share;
  /** In the order of their coming. */
  readonly waiting: Set<Waiting>;
}

interface Waiting {
  readonly isDue: () => void;
  readonly begin: () => void;
  readonly drop: (reason: unknown) => void;
}

/** Lines are kept by the statement's text: there are as many as the services have statements. */
export function statementTurns(underWay = MAX_UNDER_WAY, maxWaiting = MAX_WAITING): StatementTurns {
  const slots = sharedSlots(underWay);
  const lines = new Map<string, Line>();
  let waiting = 0;

  const lineOf = (statement: string): Line => {
    let line = lines.get(statement);
    if (line === undefined) lines.set(statement, (line = { share: slots.share(), waiting: new Set() }));
    return line;
  };
  const serve = (): void => {
    if (waiting === 0) return;
    for (const { share, waiting: inLine } of lines.values()) {
      for (const next of inLine) {
        const isDropped = droppedAsAbandoned(next);
        if (!isDropped && !share.take()) break;
        inLine.delete(next);
        waiting--;
        if (!isDropped) next.begin();
      }
    }
  };
  /** With a slot that was taken. */
  const doing = async <T>({ share }: Line, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } finally {
      share.free();
      serve();
    }
  };

  return (statement, isDue, work) => {
    const line = lineOf(statement);
    if (line.waiting.size === 0 && line.share.take()) return doing(line, work);
    if (waiting >= maxWaiting) return Promise.reject(tooMany());
    waiting++;
    return new Promise((resolve, drop) => {
      const begin = (): void => void doing(line, work).then(resolve, drop);
      line.waiting.add({ isDue, begin, drop });
    });
  };
}

function droppedAsAbandoned({ isDue, drop }: Waiting): boolean {
  try {
    isDue();
    return false;
  } catch (reason) {
    drop(reason);
    return true;
  }
}

function tooMany(): DomainError {
  return new DomainError('resource-exhausted', 'too many requests to the database at once: try again later');
}
