import { type CallContext, concurrently, type Log } from '@killrvideo/core';

import { mendMirror, SETTLED_AFTER_MS, type Finding } from './mend-mirror';
import type { MirrorAudit } from './mirror-audit';

/** What the repair is given by whoever runs it. */
export interface RepairOptions {
  /** Says what is wrong and mends nothing. */
  readonly dryRun: boolean;
  readonly log: Log;
  readonly callWithin: (ms: number) => CallContext;
  readonly pause: (ms: number) => Promise<void>;
}

/** How many videos were looked at, and what became of them. */
export interface RepairReport {
  readonly lookedAt: number;
  /** Their counters did not say what their ratings do. */
  readonly neededIt: number;
  readonly mended: number;
  /** Rated again and again while this ran, so that nothing can be said of them. */
  readonly moving: number;
}

/** Videos looked at at once. */
const AT_ONCE = 16;
const PAGE_WITHIN_MS = 60_000;
/** After the first look: a video that is moving all the time is given up. */
const LOOKS_AGAIN = 2;
/** An update of unknown outcome has been carried out by then, or never will be: the next repair must not begin before. */
const KNOWN_AFTER_MS = 10_000;
const TELL_EVERY_MS = 5000;

/** Compares the mirror with the ratings of every video, and mends it. Videos that are just being rated wait. */
export async function repairMirror(audit: MirrorAudit, options: RepairOptions): Promise<RepairReport> {
  const { log, callWithin, pause } = options;
  const mend = mendMirror(audit, options);
  const found: Record<Finding, number> = { right: 0, mended: 0, wrong: 0, moving: 0, unknown: 0 };
  const moving: string[] = [];

  const look = async (videoIds: readonly string[]): Promise<void> => {
    await concurrently(videoIds, AT_ONCE, async (videoId) => {
      const finding = await mend(videoId, callWithin);
      if (finding === 'moving') moving.push(videoId);
      else found[finding]++;
      if (finding === 'unknown') log.warn({ videoId }, 'it is not known whether its counters were mended');
    });
  };

  let lookedAt = 0;
  let toldAt = performance.now();
  for await (const { videoIds, share } of audit.videos(() => callWithin(PAGE_WITHIN_MS))) {
    await look(videoIds);
    lookedAt += videoIds.length;
    if (performance.now() - toldAt < TELL_EVERY_MS) continue;
    toldAt = performance.now();
    log.info({ lookedAt, percent: Math.floor(share * 100) }, 'comparing counters with ratings');
  }
  for (let again = 1; again <= LOOKS_AGAIN && moving.length > 0; again++) {
    log.info(
      { videos: moving.length, seconds: SETTLED_AFTER_MS / 1000 },
      'waiting: these were rated a moment ago',
    );
    await pause(SETTLED_AFTER_MS);
    await look(moving.splice(0));
  }
  if (found.unknown > 0) await pause(KNOWN_AFTER_MS);
  const { mended, wrong, unknown } = found;
  return { lookedAt, neededIt: mended + wrong + unknown, mended, moving: moving.length };
}
