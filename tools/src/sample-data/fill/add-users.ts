import { concurrently, portionsOf } from '@killrvideo/core';
import { CallFailed } from '@killrvideo/grpc-client';
import { UserManagementServiceService as Users } from '@killrvideo/proto/user-management';
import { status } from '@grpc/grpc-js';

import { PASSWORD, type PlannedUser } from '../plan/people';
import { CALLS_AT_ONCE, IDS_PER_CALL, type Work } from './work';

/** Creates the users who do not exist. */
export async function addUsers({ plan, services: { users: service }, tell }: Work): Promise<void> {
  const missing: PlannedUser[] = [];
  await concurrently(portionsOf(plan.users, IDS_PER_CALL), CALLS_AT_ONCE, async (group) => {
    const { profiles } = await service.call(Users.getUserProfile, {
      userIds: group.map(({ id }) => ({ value: id })),
    });
    const known = new Set(profiles.map(({ userId }) => userId?.value));
    missing.push(...group.filter(({ id }) => !known.has(id)));
    tell('there', known.size);
  });
  await concurrently(missing, CALLS_AT_ONCE, async ({ id, firstName, lastName, email }) => {
    // Finishes also what a killed run has left half made: a repeat with the same data succeeds.
    const user = { userId: { value: id }, firstName, lastName, email, password: PASSWORD };
    await service.call(Users.createUser, user).catch(saySeed);
    tell('made');
  });
}

/** Somebody has one of the addresses, or a sample user with another password: that is not ours to change. */
function saySeed(error: unknown): never {
  if (error instanceof CallFailed && error.code === status.ALREADY_EXISTS) {
    throw new Error(`${error.message}. Another --seed has users of its own.`, { cause: error });
  }
  throw error;
}
