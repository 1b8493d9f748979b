import type { CallContext } from '@killrvideo/core';

import type { Change, ChangeOutcome, Mirror, StartingPoint } from './rating-store';
import type { RatingSum } from './rating-sum';

/** What the repair of the mirror needs of the tables. */
export interface MirrorAudit extends Mirror {
  /** Every video that has ratings, page by page. `call` gives each page its time. */
  videos(call: () => CallContext): AsyncIterable<VideosPage>;
  keptSum(videoId: string, call: CallContext): Promise<KeptSum | undefined>;
  mirrored(videoId: string, call: CallContext): Promise<RatingSum>;
  startingPoint(videoId: string, call: CallContext): Promise<StartingPoint>;
  change(change: Change, call: CallContext): Promise<ChangeOutcome>;
}

export interface VideosPage {
  readonly videoIds: readonly string[];
  /** How much of the table has been seen with this page, from 0 to 1. */
  readonly share: number;
}

/** The sum that is kept of a video. */
export interface KeptSum extends RatingSum {
  /** When it was changed last, in milliseconds since 1970, by the clocks of the database. */
  readonly changedAt: number;
}
