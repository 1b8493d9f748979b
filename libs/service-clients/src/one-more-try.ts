import { pause, randomPauseMs } from '@killrvideo/core';
import { tellsOfAnother, type Tries } from '@killrvideo/grpc-client';
import { status } from '@grpc/grpc-js';

import type { InstanceRecords } from './instance-records';
import type { RetryBudget } from './retry-budget';

/** Less is not worth another try. */
const WORTH_TRYING_MS = 20;

/**
 * Tries a call once more that an instance could not take, at another one that is well, where there is one and the budget
 * has room. In a chain of services only the one next to the failure does: those before it hear that a service further
 * down is away, where it was tried twice already.
 */
export function oneMoreTry(records: Pick<InstanceRecords, 'someAreWell'>, budget: RetryBudget): Tries {
  return async (attempt, leftMs) => {
    const first = await attempt(0);
    budget.ended(first.code);
    if (first.code !== status.UNAVAILABLE || tellsOfAnother(first)) return first;
    // The others of many that broke off together are heard of meanwhile.
    await pause(randomPauseMs(1));
    if (leftMs() < WORTH_TRYING_MS || !records.someAreWell() || !budget.hasRoom()) return first;
    const second = await attempt(1);
    budget.ended(second.code);
    return second;
  };
}
