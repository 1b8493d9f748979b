import { reasonOf, type Log } from '@killrvideo/core';

import type { Groups, SuppliedGroup } from '../delivery/groups';
import { eventOf, type KnownTypes } from '../outbox/known-types';
import { type OwnSteps } from '../own-steps';
import type { OutboxEvent } from '../outbox-event';
import type { OutboxTable, PlacedIntent } from '../storage/outbox-table';
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
  const eventsOf = (intents: readonly PlacedIntent[]): OutboxEvent[] | undefined => {
    const events: OutboxEvent[] = [];
    for (const intent of intents) {
      const found = known.read(intent);
      if (found === undefined) return undefined;
      events.push(eventOf(found.type, found.happened, intent.at));
    }
    return events;
  };
  /** Whether the group has all of it then. */
  const deliverOne = async (estate: Estate, group: SuppliedGroup): Promise<boolean> => {
    for (let bucket = lowOf(estate, group.name); bucket < estate.row.settled; bucket++) {
      if (!mine.includes(estate)) return false;
      const intents = await step((call) => table.read(estate.row.writer, bucket, call));
      const waiting = intents.find(({ type }) => group.hears(type));
      if (waiting !== undefined) group.waitsSince(waiting.at);
      const events = eventsOf(intents);
      if (events === undefined) return false;
      if (!(await group.deliverAll(events.filter(({ type }) => group.hears(type))))) return false;
      estate.lows.set(group.name, bucket + 1);
      estate.row = await step((call) => writers.advance(estate.row, estate.lows, call));
    }
    return true;
  };
  const deliverAll = async (group: SuppliedGroup): Promise<void> => {
    atWork.add(group.name);
    try {
      let hasAll = true;
      for (const estate of mine) hasAll = (await deliverOne(estate, group)) && hasAll;
      if (hasAll) group.waitsSince(undefined);
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
