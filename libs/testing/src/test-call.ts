import { ownCall, type OwnCall } from '@killrvideo/core';

/** A call for code under test that has `ms` to go; nobody gives it up unless the test does. */
export function testCall(ms = 30_000): OwnCall {
  return ownCall('test', performance.now() + ms);
}
