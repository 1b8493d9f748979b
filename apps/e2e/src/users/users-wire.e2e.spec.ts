import { randomUUID } from 'node:crypto';

import { UserManagementServiceService as Users } from '@killrvideo/proto/user-management';
import { status } from '@grpc/grpc-js';

import { itKeepsTheWire, rpc } from '../world/wire-cases';

const id = (value: string) => ({ value });

itKeepsTheWire('users', [
  rpc(Users.createUser, () => ({
    userId: id(randomUUID()),
    firstName: 'é',
    lastName: '',
    email: `${randomUUID()}@é`,
    password: 'é',
  })),
  rpc(Users.verifyCredentials, () => ({ email: randomUUID(), password: 'é' }), {
    answer: status.UNAUTHENTICATED,
  }),
  rpc(Users.getUserProfile, () => ({ userIds: [id(randomUUID()), id(randomUUID())] })),
]);
