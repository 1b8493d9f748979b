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
  /** Events that were told then. */
  readonly total: number | undefined;
  /** Of one that somebody has begun, while it is not done. */
  readonly byHand: RebuildByHandProgress | undefined;
}

export interface RebuildByHandProgress {
  /** Until where it has looked for what the owner has not any more; '' is the beginning. */
  readonly swept: string;
  /** When anything was noted of it last, in microseconds since 1970. */
  readonly notedAt: bigint;
}

/** The rebuilds of one service. */
export interface RebuildsTable {
  of(type: string, call: CallContext): Promise<StandingRebuild>;
  note(type: string, progress: RebuildProgress, call: CallContext): Promise<void>;
  /** Notes the end of it; `position` counts no more. */
  finish(type: string, progress: RebuildProgress, call: CallContext): Promise<void>;

  /** Notes that somebody has begun one, from the beginning. */
  begin(type: string, since: bigint, call: CallContext): Promise<void>;
  noteSwept(type: string, swept: string, call: CallContext): Promise<void>;
  /** Notes that the one that somebody has begun is done. */
  endByHand(type: string, call: CallContext): Promise<void>;
}

export function rebuildsTable(cassandra: Cassandra, service: string): RebuildsTable {
  const table = `${tablePrefix(service)}rebuilds`;
  const SELECT = idempotent(
    'SELECT begun, position, told, refused, finished, total, swept, ' +
      `writetime(position) AS position_at, writetime(swept) AS swept_at FROM ${table} WHERE event = ?`,
  );
  const NOTE = idempotent(
    `INSERT INTO ${table} (event, begun, position, told, refused) VALUES (?, ?, ?, ?, ?)`,
  );
  const FINISH = idempotent(
    `INSERT INTO ${table} (event, begun, position, told, refused, finished, total) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const BEGIN = idempotent(
    `INSERT INTO ${table} (event, begun, position, told, refused, swept) VALUES (?, ?, ?, ?, ?, '')`,
  );
  const NOTE_SWEPT = idempotent(`UPDATE ${table} SET swept = ? WHERE event = ?`);
  const END_BY_HAND = idempotent(`DELETE swept FROM ${table} WHERE event = ?`);

  return {
    async of(type, call) {
      const [row] = await cassandra.rows(SELECT, [type], call);
      return row === undefined ? NOTHING : standingIn(row);
    },
    note: (type, progress, call) =>
      cassandra.write({ statement: NOTE, params: paramsOf(type, progress) }, call),
    finish(type, progress, call) {
      const params = [...paramsOf(type, progress), progress.begun, BigInt(progress.told)];
      return cassandra.write({ statement: FINISH, params }, call);
    },
    begin: (type, since, call) =>
      cassandra.write({ statement: BEGIN, params: paramsOf(type, fromTheBeginning(since)) }, call),
    noteSwept: (type, swept, call) => cassandra.write({ statement: NOTE_SWEPT, params: [swept, type] }, call),
    endByHand: (type, call) => cassandra.write({ statement: END_BY_HAND, params: [type] }, call),
  };
}

/** Nothing was told yet. */
export function fromTheBeginning(since: bigint): RebuildProgress {
  return { begun: since, position: '', told: 0, refused: 0 };
}

const NOTHING: StandingRebuild = {
  progress: undefined,
  finished: undefined,
  total: undefined,
  byHand: undefined,
};

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
    total: row['total'] == null ? undefined : Number(bigintColumn(row, 'total')),
    byHand: row['swept'] == null ? undefined : byHandIn(row),
  };
}

function byHandIn(row: Row): RebuildByHandProgress {
  const [positionAt, sweptAt] = [bigintColumn(row, 'position_at'), bigintColumn(row, 'swept_at')];
  return { swept: textColumn(row, 'swept'), notedAt: positionAt > sweptAt ? positionAt : sweptAt };
}
