import type { WriterRow } from '../storage/writers-table';

/**
 * What a dead process has left. Its buckets before `row.settled` are final: some groups have them, and those that were
 * away get them from here, in their order. Behind that is the tail, of which nobody knows what came of it.
 */
export interface Estate {
  /** As it was read, or written here. */
  row: WriterRow;
  /** By group, the first bucket that it does not have, as far as is known. */
  readonly lows: Map<string, number>;
  /** Whether this process is the one that brings groups what they have missed. */
  readonly isFirst: boolean;
  /** Whether everything of the tail stands in the outbox of a process that lives. */
  isTailMoved: boolean;
}

export function estateOf(row: WriterRow, isFirst: boolean, isTailMoved: boolean): Estate {
  return { row, lows: new Map(row.lows), isFirst, isTailMoved };
}

/** Where a group goes on; one that subscribed when it was too late for the dead to see it may lack everything. */
export function lowOf({ row, lows }: Estate, group: string): number {
  return Math.max(row.low, lows.get(group) ?? row.low);
}
