import { status } from '@grpc/grpc-js';

/** How many calls may be tried again, by how calls end. */
export interface RetryBudget {
  ended(code: status): void;
  hasRoom(): boolean;
}

const MOST = 100;
const EARNED_BY_SUCCESS = 0.1;

/**
 * A call that is UNAVAILABLE costs 1, one that succeeds earns a tenth, and there is room while more than half of 100 is
 * left: the throttling of retries that gRPC defines (proposal A6). So of a service that mostly works a tenth of the calls
 * is tried again, and of one that fails whole no more after the first fifty.
 */
export function retryBudget(): RetryBudget {
  let tokens = MOST;
  return {
    ended(code) {
      if (code === status.OK) tokens = Math.min(MOST, tokens + EARNED_BY_SUCCESS);
      else if (code === status.UNAVAILABLE) tokens = Math.max(0, tokens - 1);
    },
    hasRoom: () => tokens > MOST / 2,
  };
}
