import { LEFT, type WriterRow } from '../storage/writers-table';

/** What this process has seen of the others. */
export interface VitalSigns {
  /** Takes note of all rows, and says of each for how long its process has been dead; below 0 while it may live. */
  look(rows: readonly WriterRow[]): { readonly row: WriterRow; readonly deadForMs: number }[];
}

/**
 * A process is dead when its beat has stood still for `deadAfterMs` by this process's own clock: no clock of another
 * machine is asked, and what this one saw before it was started is nothing.
 */
export function vitalSigns(deadAfterMs: number, now: () => number = () => performance.now()): VitalSigns {
  let seen = new Map<string, { readonly beat: number; readonly since: number }>();

  return {
    look(rows) {
      const before = seen;
      seen = new Map();
      return rows.map((row) => {
        const { writer, beat } = row;
        const last = before.get(writer);
        const sign = last?.beat === beat ? last : { beat, since: now() };
        seen.set(writer, sign);
        return { row, deadForMs: now() - sign.since - (beat === LEFT ? 0 : deadAfterMs) };
      });
    },
  };
}
