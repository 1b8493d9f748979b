import {
  conditional,
  idempotent,
  rowOfEach,
  textColumn,
  timestampColumn,
  untilKnown,
  uuidColumn,
  type Cassandra,
  type ConditionalOutcome,
  type Row,
  type Write,
} from '@killrvideo/cassandra';
import { type CallContext, DomainError, NIL_UUID } from '@killrvideo/core';

import type { Account, Login } from '../domain/account';
import type { AccountStore } from '../domain/account-store';

const SELECT_LOGIN = idempotent('SELECT password, userid FROM user_credentials WHERE email = ?');
const SELECT_ACCOUNT = idempotent(
  'SELECT userid, firstname, lastname, email, created_date, pending FROM users WHERE userid = ?',
);

const CLAIM = conditional(
  'INSERT INTO users (userid, firstname, lastname, email, created_date, pending) ' +
    'VALUES (?, ?, ?, ?, ?, ?) IF NOT EXISTS',
);
const COMMIT = conditional(
  'INSERT INTO user_credentials (email, password, userid) VALUES (?, ?, ?) IF NOT EXISTS',
);
/** The e-mail of an id never changes, except by a claim that follows one that was undone: that one is not to be shown. */
const SHOW = conditional('DELETE pending FROM users WHERE userid = ? IF email = ?');
/** The hash is salted, so it tells this claim from every other. */
const UNDO = conditional('DELETE FROM users WHERE userid = ? IF email = ? AND pending = ?');
/** Applied to no row that is gone: a condition on a value is not met by nothing. */
const RENEW = conditional('UPDATE user_credentials SET password = ? WHERE email = ? IF password = ?');

/**
 * Accounts in two tables: `users` by id, `user_credentials` by e-mail. `email` and `pending` of the one and all of the
 * other are written by lightweight transactions only, since plain writes of the same cells have other clocks and hide
 * them or are hidden. A transaction whose outcome is unknown is sent again: each of them recognises its own effect.
 */
export function cassandraAccountStore(cassandra: Cassandra): AccountStore {
  const writeIf = (writes: readonly Write[], call: CallContext): Promise<ConditionalOutcome> =>
    untilKnown(call, () => cassandra.writeIf(writes, call));

  return {
    async login(email, call) {
      const [row] = await cassandra.rows(SELECT_LOGIN, [email], call);
      return row && loginOf(row);
    },

    async settledLogin(email, call) {
      const [row] = await untilKnown(call, () => cassandra.rowsSerially(SELECT_LOGIN, [email], call));
      return row && loginOf(row);
    },

    async accounts(userIds, call) {
      const rows = await rowOfEach(cassandra, SELECT_ACCOUNT, userIds, call);
      return new Map([...rows].map(([userId, row]) => [userId, accountOf(row)]));
    },

    async claim(claim, call) {
      const { userId, firstName, lastName, email, createdAt, pending } = claim;
      const params = [userId, firstName, lastName, email, createdAt, pending];
      const outcome = await writeIf([{ statement: CLAIM, params }], call);
      return outcome.applied ? claim : accountOf(standingRow(outcome.rows));
    },

    async commit({ userId, email, pending }, call) {
      const outcome = await writeIf([{ statement: COMMIT, params: [email, pending, userId] }], call);
      return outcome.applied ? { userId, password: pending } : loginOf(standingRow(outcome.rows));
    },

    async show({ userId, email }, call) {
      await writeIf([{ statement: SHOW, params: [userId, email] }], call);
    },

    async undo({ userId, email, pending }, call) {
      await writeIf([{ statement: UNDO, params: [userId, email, pending] }], call);
    },

    async renewPassword(email, from, to, call) {
      // Not again after an unknown outcome: the next login does the same.
      await cassandra.writeIf([{ statement: RENEW, params: [to, email, from] }], call);
    },
  };
}

/** An INSERT that found a row returns it. Nothing may be concluded from an answer without one. */
function standingRow([row]: readonly Row[]): Row {
  if (row === undefined) throw new DomainError('internal', 'a refused insert did not say what it found');
  return row;
}

function loginOf(row: Row): Login {
  return { userId: uuidColumn(row, 'userid'), password: textOrUndefined(row, 'password') };
}

/** Other tools write rows in part; a claim always has its e-mail, so a row without one is none. */
function accountOf(row: Row): Account {
  const email = textColumn(row, 'email');
  return {
    userId: uuidColumn(row, 'userid') ?? NIL_UUID,
    firstName: textColumn(row, 'firstname'),
    lastName: textColumn(row, 'lastname'),
    email,
    createdAt: timestampColumn(row, 'created_date'),
    pending: email === '' ? undefined : textOrUndefined(row, 'pending'),
  };
}

function textOrUndefined(row: Row, name: string): string | undefined {
  return (row[name] as string | null | undefined) ?? undefined;
}
