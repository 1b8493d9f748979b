import type { Log } from '@killrvideo/core';

import type { EventSettings } from '../settings';

/** Watches how far behind one group is, and says so once, then less and less often. */
export interface FallingBehind {
  /** To be called every few seconds. True when the group has lapsed. `silentSince` as a queue says it. */
  look(lagMs: number, silentSince: number | undefined): boolean;
}

export function fallingBehind(
  group: string,
  {
    behindAfterMs,
    warnAfterMs,
    lapseAfterMs,
  }: Pick<EventSettings, 'behindAfterMs' | 'warnAfterMs' | 'lapseAfterMs'>,
  log: Log,
): FallingBehind {
  let isBehind = false;
  let warnsAtMs = warnAfterMs;

  return {
    look(lagMs, silentSince) {
      const fields = { group, lagSeconds: Math.round(lagMs / 1000) };
      if (lagMs <= behindAfterMs) {
        if (isBehind) log.info(fields, 'a group has caught up with its events');
        isBehind = false;
        warnsAtMs = warnAfterMs;
        return false;
      }
      if (!isBehind) log.warn(fields, 'a group has fallen behind: its events wait in the outbox');
      isBehind = true;
      if (lagMs > warnsAtMs) {
        const lapsesInHours = Math.max(0, Math.round((lapseAfterMs - lagMs) / 3_600_000));
        log.warn({ ...fields, lapsesInHours }, 'a group is still behind: when it has lapsed it must rebuild');
        while (lagMs > warnsAtMs) warnsAtMs *= 2;
      }
      // Old events alone say only that nobody was there to deliver them.
      const isSilent = silentSince !== undefined && performance.now() - silentSince > warnAfterMs;
      return lagMs > lapseAfterMs && isSilent;
    },
  };
}
