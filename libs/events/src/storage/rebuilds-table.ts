import {
  bigintColumn,
  idempotent,
  textColumn,
  timestampColumn,
  type Cassandra,
  type Row,
} from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

import { tablePrefix } from '../event-tables';

/** How far a projection is with the past of one type. */
export interface RebuildProgress {
  /** For which subscription, by its `since`. */
  readonly begun: bigint;
  /** Where the history goes on; '' is the beginning. */
  readonly position: string;
  /** Events that were told so far, those that were refused included. */
  readonly told: number;
  readonly refused: number;
}

/** What stands of it. */
export interface StandingRebuild {
  readonly progress: RebuildProgress | undefined;
  /** The subscription for which the past was heard whole last, by its `since`. */
  readonly finished: bigint | undefined;
}

/** The rebuilds of one service. */
export interface RebuildsTable {
  of(type: string, call: CallContext): Promise<StandingRebuild>;
  note(type: string, progress: RebuildProgress, call: CallContext): Promise<void>;
  /** Notes the end of it; `position` counts no more. */
  finish(type: string, progress: RebuildProgress, call: CallContext): Promise<void>;
}

export function rebuildsTable(cassandra: Cassandra, service: string): RebuildsTable {
  const table = `${tablePrefix(service)}rebuilds`;
  const SELECT = idempotent(`SELECT begun, position, told, refused, finished FROM ${table} WHERE event = ?`);
  const NOTE = idempotent(
    `INSERT INTO ${table} (event, begun, position, told, refused) VALUES (?, ?, ?, ?, ?)`,
  );
  const FINISH = idempotent(
    `INSERT INTO ${table} (event, begun, position, told, refused, finished) VALUES (?, ?, ?, ?, ?, ?)`,
  );

  return {
    async of(type, call) {
      const [row] = await cassandra.rows(SELECT, [type], call);
      return row === undefined ? { progress: undefined, finished: undefined } : standingIn(row);
    },
    note: (type, progress, call) =>
      cassandra.write({ statement: NOTE, params: paramsOf(type, progress) }, call),
    finish: (type, progress, call) =>
      cassandra.write({ statement: FINISH, params: [...paramsOf(type, progress), progress.begun] }, call),
  };
}

function paramsOf(type: string, { begun, position, told, refused }: RebuildProgress): unknown[] {
  return [type, begun, position, BigInt(told), BigInt(refused)];
}

function standingIn(row: Row): StandingRebuild {
  const begun = timestampColumn(row, 'begun');
  return {
    progress:
      begun === undefined
        ? undefined
        : {
            begun,
            position: textColumn(row, 'position'),
            told: Number(bigintColumn(row, 'told')),
            refused: Number(bigintColumn(row, 'refused')),
          },
    finished: timestampColumn(row, 'finished'),
  };
}
