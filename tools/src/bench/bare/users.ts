import { textColumn, type Row } from '@killrvideo/cassandra';
import { UserManagementServiceService, type GetUserProfileRequest } from '@killrvideo/proto/user-management';

import { bare, serveBare } from './serve-bare';

const SELECT_ACCOUNT = 'SELECT userid, firstname, lastname, email, pending FROM users WHERE userid = ?';

void serveBare(UserManagementServiceService, (cassandra) => ({
  getUserProfile: bare(async ({ userIds }: GetUserProfileRequest) => {
    const results = await Promise.all(
      userIds.map(({ value }) => cassandra.execute(SELECT_ACCOUNT, [value], { isIdempotent: true })),
    );
    return { profiles: results.map(({ rows: [row] }, index) => profileOf(row as Row, userIds[index])) };
  }),
}));

function profileOf(row: Row, userId: { value: string } | undefined) {
  return {
    userId,
    firstName: textColumn(row, 'firstname'),
    lastName: textColumn(row, 'lastname'),
    email: textColumn(row, 'email'),
  };
}
