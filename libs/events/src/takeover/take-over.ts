import type { Log } from '@killrvideo/core';

import type { Groups } from '../delivery/groups';
import type { CarryOn } from '../outbox/carry-on';
import type { KnownTypes } from '../outbox/known-types';
import { type OwnSteps } from '../own-steps';
import type { EventSettings } from '../settings';
import type { OutboxTable } from '../storage/outbox-table';
import type { WriterRow, WritersTable } from '../storage/writers-table';
import { backlogs } from './deliver-backlog';
import { estateOf, lowOf, type Estate } from './estate';
import { moveTail } from './move-tail';
import { inOrderFor } from './rendezvous';
import { vitalSigns } from './vital-signs';

/** Looks once for processes that have ended, and takes over what they have left. */
export type TakeOver = () => Promise<void>;

/**
 * Nobody excludes anybody: two that take over the same deliver some events twice. That it is mostly one is economy. The
 * first in the order moves the tail at once, each other one a lease later than the one before, in case that one cannot; the
 * rest, which may have to wait for days, is the first one's alone.
 */
export function takeOver(options: {
  readonly writer: string;
  readonly table: OutboxTable;
  readonly writers: WritersTable;
  readonly known: KnownTypes;
  readonly carryOn: CarryOn;
  readonly groups: Groups;
  /** Reads who is subscribed: what was read before a process ended says nothing of those who came later. */
  readonly readSubscriptions: () => Promise<void>;
  readonly settings: EventSettings;
  readonly step: OwnSteps;
  readonly signal: AbortSignal;
  readonly log: Log;
}): TakeOver {
  const { writer, table, writers, groups, settings, step, signal, log } = options;
  const { leaseMs, marginMs } = settings;
  const signs = vitalSigns(leaseMs + marginMs);
  const backlog = backlogs(options);
  let estates = new Map<string, Estate>();

  /** The same estate as before while this process is the first one, and the other has not been heard of. */
  const estateFrom = (row: WriterRow, isFirst: boolean): Estate => {
    const known = estates.get(row.writer);
    const isSame = known?.row.beat === row.beat;
    if (isSame && known.isFirst && isFirst) return known;
    if (isFirst) {
      const { writer: ended, low, high } = row;
      log.info({ writer: ended, low, high }, 'takes over the events of a process that has ended');
    }
    return estateOf(row, isFirst, isSame && known.isTailMoved);
  };
  const isDelivered = (estate: Estate): boolean =>
    groups.all().every(({ name }) => lowOf(estate, name) >= estate.row.settled);
  /** Its buckets go by the time at which it said that they are final: what it writes when it wakes up is later. */
  const close = async ({ row }: Estate): Promise<void> => {
    for (let bucket = row.low; bucket < row.settled && !signal.aborted; bucket++) {
      await step((call) => table.removeBucket(row.writer, bucket, row.writtenAt, call));
    }
    await step((call) => writers.remove(row, call));
  };

  return async () => {
    const seen = signs.look(await step((call) => writers.all(call)));
    const live = seen.filter(({ deadForMs }) => deadForMs < 0).map(({ row }) => row.writer);
    // The oldest first: what waits longest.
    seen.sort((a, b) => (a.row.writtenAt < b.row.writtenAt ? -1 : 1));
    const mine = seen.flatMap(({ row, deadForMs }) => {
      if (deadForMs < 0 || row.writer === writer) return [];
      const rank = inOrderFor(row.writer, live).indexOf(writer);
      return rank >= 0 && deadForMs >= rank * leaseMs ? [estateFrom(row, rank === 0)] : [];
    });
    estates = new Map(mine.map((estate) => [estate.row.writer, estate]));
    if (estates.size > 0) await options.readSubscriptions();
    for (const estate of mine) {
      if (!estate.isTailMoved) estate.isTailMoved = await moveTail(estate, options);
      if (estate.isTailMoved && isDelivered(estate)) await close(estate);
    }
    backlog.deliver(mine.filter((estate) => estate.isFirst && !isDelivered(estate)));
  };
}
