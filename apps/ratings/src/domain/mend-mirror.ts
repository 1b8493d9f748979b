import { type CallContext, DomainError } from '@killrvideo/core';

import type { MirrorAudit } from './mirror-audit';
import { isSame, minus, type RatingSum } from './rating-sum';

/**
 * How long a sum must have stood still before its mirror can be judged. The service sends a difference within 15 s of
 * the beginning of its batch (MIRROR_WITHIN_MS) and Cassandra drops what it could not do within 5 s
 * (counter_write_request_timeout); the rest is for clocks that differ.
 */
export const SETTLED_AFTER_MS = 30_000;

/** A pause within look-and-mend must not let an old difference be added: what takes longer is not done. */
const LOOK_WITHIN_MS = 5000;

/**
 * `right`: the mirror says what it must. `mended`: it did not, and does now. `wrong`: it does not, and is left so.
 * `moving`: it cannot be told now, as the video was rated a moment ago. `unknown`: it was wrong, and whether the
 * difference was added is not known.
 */
export type Finding = 'right' | 'mended' | 'wrong' | 'moving' | 'unknown';

/**
 * Compares the counters of one video with its ratings and, unless `dryRun`, adds what they lack. Safe while the service
 * runs. A sum that stood still for longer than any difference is under way, and still stands when the counters have
 * been read, has all its differences in them: what they lack then is lost. It is added, not set, so that ratings which
 * come in between, and add their own difference, make nothing worse.
 */
export function mendMirror(audit: Omit<MirrorAudit, 'videos'>, { dryRun }: { dryRun: boolean }) {
  return async (videoId: string, callWithin: (ms: number) => CallContext): Promise<Finding> => {
    const call = callWithin(LOOK_WITHIN_MS);
    const kept = await audit.keptSum(videoId, call);
    if (kept === undefined) return takeOver(videoId, call);

    const mirrored = await audit.mirrored(videoId, call);
    if (isSame(kept, mirrored)) return 'right';
    if (Date.now() - kept.changedAt < SETTLED_AFTER_MS) return 'moving';
    if ((await audit.keptSum(videoId, call))?.changedAt !== kept.changedAt) return 'moving';
    return dryRun ? 'wrong' : add(videoId, minus(kept, mirrored), call);
  };

  /**
   * A video that only other backends rated. Its sum is kept from now on, as after its first rating here: of all who
   * would take the older drift out of the counters only the one who keeps the first sum may.
   */
  async function takeOver(videoId: string, call: CallContext): Promise<Finding> {
    const { sum, mirrored } = await audit.startingPoint(videoId, call);
    if (isSame(sum, mirrored)) return 'right';
    if (dryRun) return 'wrong';
    try {
      const change = { videoId, ratings: [], sum: { from: undefined, to: sum } };
      const { applied } = await audit.change(change, call);
      return applied ? await add(videoId, minus(sum, mirrored), call) : 'moving';
    } catch (error) {
      if (isUnavailable(error)) return 'moving';
      throw error;
    }
  }

  async function add(videoId: string, difference: RatingSum, call: CallContext): Promise<Finding> {
    try {
      await audit.add(videoId, difference, call);
      return 'mended';
    } catch (error) {
      if (isUnavailable(error)) return 'unknown';
      throw error;
    }
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof DomainError && (error.kind === 'unavailable' || error.kind === 'deadline-exceeded');
}
