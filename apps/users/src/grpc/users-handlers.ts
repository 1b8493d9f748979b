import type { Handlers } from '@killrvideo/grpc';
import type { UserManagementServiceService } from '@killrvideo/proto/user-management';

import type { UsersUseCases } from '../domain/users-use-cases';

/** killrvideo.user_management.UserManagementService: converts requests and responses, nothing else. */
export function usersHandlers(users: UsersUseCases): Handlers<typeof UserManagementServiceService> {
  return {
    createUser: async (request, call) => {
      await users.createUser(
        {
          userId: request.userId?.value,
          firstName: request.firstName,
          lastName: request.lastName,
          email: request.email,
          password: request.password,
        },
        call,
      );
      return {};
    },

    verifyCredentials: async (request, call) => {
      const userId = await users.verifyCredentials(
        { email: request.email, password: request.password },
        call,
      );
      return { userId: { value: userId } };
    },

    getUserProfile: async (request, call) => {
      const profiles = await users.getUserProfile({ userIds: request.userIds.map((id) => id.value) }, call);
      return {
        profiles: request.userIds.flatMap((userId, index) => {
          const profile = profiles[index];
          return profile === undefined ? [] : [{ ...profile, userId }];
        }),
      };
    },
  };
}
