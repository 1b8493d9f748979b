import type { CallContext } from '@killrvideo/core';

import type { VideoPreview } from './catalogue';

/** A video that was recommended to somebody, and how many stars the one would give, from 1 to 5. */
export interface Recommendation extends VideoPreview {
  readonly rating: number;
}

/** Where other tools read what was recommended to whom. Throws DomainErrors only. */
export interface RecommendationsStore {
  /** Has a user's recommendations be these and no others. Of two at once those of either may stand, or of both. */
  replace(userId: string, recommended: readonly Recommendation[], call: CallContext): Promise<void>;
}
