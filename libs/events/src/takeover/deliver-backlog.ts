import { reasonOf, type Log } from '@killrvideo/core';

import type { Groups, SuppliedGroup } from '../delivery/groups';
import { eventOf, type KnownTypes } from '../outbox/known-types';
import { type OwnSteps } from '../own-steps';
import type { OutboxEvent } from '../outbox-event';
import type { OutboxTable } from '../storage/outbox-table';
import type { WritersTable } from '../storage/writers-table';
import { lowOf, type Estate } from './estate';

/** Brings groups what dead processes have left in buckets that are final. */
export interface Backlogs {
  /** Begins, or goes on, with the estates that are this process's now; those that are not among them are left. */
  deliver(estates: readonly Estate[]): void;
}

/** One bucket at a time for each group: however much it has missed, it takes no more memory than that. */
export function backlogs(options: {
  readonly table: OutboxTable;
  readonly writers: WritersTable;
  readonly groups: Groups;
  readonly known: KnownTypes;
  readonly step: OwnSteps;
  readonly signal: AbortSignal;
  readonly log: Log;
}): Backlogs {
  const { table, writers, groups, known, step, signal, log } = options;
  const atWork = new Set<string>();
  let mine: readonly Estate[] = [];

  /** Undefined when only a newer version of the service knows what stands there. */
  const read = async ({ row: { writer } }: Estate, bucket: number): Promise<OutboxEvent[] | undefined> => {
    const intents = await step((call) => table.read(writer, bucket, call));
    const events: OutboxEvent[] = [];
    for (const intent of intents) {
      const found = known.read(intent);
      if (found === undefined) return undefined;
      events.push(eventOf(found.type, found.happened, intent.at));
    }
    return events;
  };
  const deliverOne = async (estate: Estate, group: SuppliedGroup): Promise<void> => {
    for (let bucket = lowOf(estate, group.name); bucket < estate.row.settled; bucket++) {
      const events = mine.includes(estate) ? await read(estate, bucket) : undefined;
      if (events === undefined) return;
      const heard = events.filter(({ type }) => group.hears(type));
      if (heard[0] !== undefined) group.waitsSince(heard[0].at);
      if (!(await group.deliverAll(heard))) return;
      estate.lows.set(group.name, bucket + 1);
      estate.row = await step((call) => writers.advance(estate.row, estate.lows, call));
    }
  };
  const deliverAll = async (group: SuppliedGroup): Promise<void> => {
    atWork.add(group.name);
    try {
      for (const estate of mine) await deliverOne(estate, group);
      group.waitsSince(undefined);
    } catch (error) {
      if (signal.aborted) return;
      const fields = { group: group.name, reason: reasonOf(error) };
      log.warn(fields, 'what a dead process has left could not be delivered yet');
    } finally {
      atWork.delete(group.name);
    }
  };

  return {
    deliver(estates) {
      mine = estates;
      for (const group of groups.all()) if (!atWork.has(group.name)) void deliverAll(group);
    },
  };
}
