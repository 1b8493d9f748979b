import { randomUUID } from 'node:crypto';

import { status } from '@grpc/grpc-js';
import { UserManagementServiceService as Users } from '@killrvideo/proto/user-management';

import { itKeepsTheWire, rpc } from '../world/wire-cases';

const id = () => ({ value: randomUUID() as string });

itKeepsTheWire('users', [
  rpc(Users.createUser, () => ({
    userId: id(),
    firstName: 'é',
    lastName: '',
    email: `${randomUUID()}@é`,
    password: 'é',
  })),
  rpc(Users.verifyCredentials, () => ({ email: randomUUID(), password: 'é' }), {
    answer: status.UNAUTHENTICATED,
  }),
  rpc(Users.getUserProfile, () => ({ userIds: [id(), id()] })),
]);
