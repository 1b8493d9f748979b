import { grpcService } from '@killrvideo/grpc';
import { descriptorSet, UserManagementServiceService } from '@killrvideo/proto/user-management';
import type { ServiceModule } from '@killrvideo/runtime';

import { usersUseCases } from './domain/users-use-cases';
import { usersHandlers } from './grpc/users-handlers';
import { argon2Passwords, PASSWORD_BOUNDS } from './passwords/argon2-passwords';
import schema from './schema.cql';
import { cassandraAccountStore } from './storage/cassandra-account-store';

/** Calls that need a password hashed: those that would find no room there ask the database for nothing. */
const PASSWORD_LIMIT = {
  methods: ['createUser', 'verifyCredentials'],
  atOnce: PASSWORD_BOUNDS.atWork + PASSWORD_BOUNDS.waiting,
  tooMany: PASSWORD_BOUNDS.tooMany,
} as const;

/** Who may log in, and what others see of them. */
export const users: ServiceModule = {
  name: 'users',
  schema,
  compose: ({ cassandra, log }) => {
    const store = cassandraAccountStore(cassandra);
    const handlers = usersHandlers(usersUseCases(store, argon2Passwords(), log));
    return [grpcService(UserManagementServiceService, handlers, { descriptorSet, limits: [PASSWORD_LIMIT] })];
  },
};
