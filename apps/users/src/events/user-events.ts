import { jsonIntent, type EventTypes } from '@killrvideo/events';
import { timestampOfMs } from '@killrvideo/grpc/wire-format';
import { events } from '@killrvideo/proto/user-management';

import type { AccountStore } from '../domain/account-store';
import { finishCreation } from '../domain/settle-claim';
import type { UserEvent } from '../domain/user-event';

/** The events of killrvideo.user_management: what others read of them, and how they are carried out when a process did not. */
export function userEvents(
  store: Pick<AccountStore, 'accounts' | 'commit' | 'show' | 'undo'>,
): EventTypes<UserEvent> {
  return {
    'user-created': {
      type: `${events.protobufPackage}.UserCreated`,
      aggregate: ({ user }) => user.userId,
      messageOf: ({ user }, at) =>
        events.UserCreated.encode({
          userId: { value: user.userId },
          firstName: user.firstName,
          lastName: user.lastName,
          email: user.email,
          timestamp: timestampOfMs(user.createdAt ?? at / 1000n),
        }).finish(),
      intent: jsonIntent(1), // without the hash of the claim, which still stands where it is needed
      settle: ({ user }, _at, call) => finishCreation(store, user, call),
    },
  };
}
