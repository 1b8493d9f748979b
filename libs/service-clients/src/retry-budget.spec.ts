import { status } from '@grpc/grpc-js';

import { retryBudget } from './retry-budget';

/** Makes so many calls, each of which is tried again once where there is room; gives how often that was. */
function retriesOf(calls: number, code: (call: number) => status): number {
  const budget = retryBudget();
  let retries = 0;
  for (let call = 0; call < calls; call++) {
    budget.ended(code(call));
    if (code(call) !== status.UNAVAILABLE || !budget.hasRoom()) continue;
    retries++;
    budget.ended(status.OK);
  }
  return retries;
}

describe('the budget of retries', () => {
  it('has room for every failure of a service that mostly works', () => {
    expect(retriesOf(10_000, (call) => (call % 20 === 0 ? status.UNAVAILABLE : status.OK))).toBe(500);
  });

  it('has room for those that fail at once when one of several instances ends', () => {
    expect(retriesOf(40, () => status.UNAVAILABLE)).toBe(40);
  });

  it('ends soon where all fail, and comes back with success', () => {
    const budget = retryBudget();
    for (let call = 0; call < 1000; call++) budget.ended(status.UNAVAILABLE);
    expect(budget.hasRoom()).toBe(false);
    for (let call = 0; call < 400; call++) budget.ended(status.OK);
    expect(budget.hasRoom()).toBe(false);
    for (let call = 0; call < 200; call++) budget.ended(status.OK);
    expect(budget.hasRoom()).toBe(true);
  });

  it('is not touched by answers that say no', () => {
    const budget = retryBudget();
    for (let call = 0; call < 1000; call++) budget.ended(status.NOT_FOUND);
    expect(budget.hasRoom()).toBe(true);
  });
});
