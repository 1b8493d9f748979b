import type { Publish } from '@killrvideo/core';

import type { UserEvent } from './user-event';

/** Publishes by noting the ids of the users that were created. */
export function publishesTo(told: string[]): Publish<UserEvent> {
  return async ({ user }, _call, write, hasHappened = () => true) => {
    const result = await write(0n);
    if (hasHappened(result)) told.push(user.userId);
    return result;
  };
}
