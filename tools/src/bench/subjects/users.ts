import { randomUUID } from 'node:crypto';

import { UserManagementServiceService as Users } from '@killrvideo/proto/user-management';

import type { Subject } from './subject';

const USERS = 50;
/** Profiles in one call: the authors of a page of comments. */
const PROFILES = 5;

export const users: Subject = {
  app: 'users',
  async prepare(ours) {
    const userIds = Array.from({ length: USERS }, () => ({ value: randomUUID() }));
    for (const userId of userIds) {
      await ours.call(Users.createUser, {
        userId,
        firstName: 'Ada',
        lastName: 'Okafor',
        email: `${userId.value}@example.com`,
        password: 'a password of the benchmark',
      });
    }
    let next = 0;
    return {
      GetUserProfile: async (server) => {
        const wanted = Array.from({ length: PROFILES }, () => userIds[next++ % USERS] ?? { value: '' });
        const { profiles } = await server.call(Users.getUserProfile, { userIds: wanted });
        if (profiles.length !== PROFILES) throw new Error('a profile was not found');
      },
    };
  },
};
