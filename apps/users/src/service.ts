import { grpcService } from '@killrvideo/grpc';
import { descriptorSet, UserManagementServiceService } from '@killrvideo/proto/user-management';
import { publishing, serviceModule, tables } from '@killrvideo/runtime';

import { usersUseCases } from './domain/users-use-cases';
import { userEvents } from './events/user-events';
import { usersHandlers } from './grpc/users-handlers';
import { argon2Passwords, passwordBounds } from './passwords/argon2-passwords';
import schema from './schema.cql';
import { cassandraAccountStore } from './storage/cassandra-account-store';
import { usersVariables } from './variables';

/** Who may log in, and what others see of them. */
export const users = serviceModule({
  name: 'users',
  needs: { cassandra: tables(schema), publisher: publishing },
  variables: usersVariables,
  compose: ({ cassandra, publisher, variables, metrics, log }) => {
    const store = cassandraAccountStore(cassandra);
    const bounds = passwordBounds(variables.passwordsWaiting);
    const passwords = argon2Passwords(bounds);
    metrics.gauge({
      name: 'passwords',
      help: 'Passwords whose hash is being made, or waits for that',
      labels: { state: ['hashing', 'waiting'] },
      read: ({ state }) => (state === 'waiting' ? passwords.load().waiting : passwords.load().atWork),
    });
    const publish = publisher(userEvents(store));
    const handlers = usersHandlers(usersUseCases(store, passwords, publish, log));
    // Calls that would find no room for their password ask the database for nothing.
    const limit = {
      methods: ['createUser', 'verifyCredentials'],
      atOnce: bounds.atWork + bounds.waiting,
      tooMany: bounds.tooMany,
    } as const;
    return {
      services: [grpcService(UserManagementServiceService, handlers, { descriptorSet, limits: [limit] })],
    };
  },
});
