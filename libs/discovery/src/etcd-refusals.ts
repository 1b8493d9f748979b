const IS_WITHOUT_USERS = 'etcdserver: authentication is not enabled';
const ASKS_FOR_USER = 'etcdserver: user name is empty';
const TOKEN_IS_UNKNOWN = 'etcdserver: invalid auth token';
/** Somebody has changed users or roles since the token was given. */
const TOKEN_IS_OLDER = 'etcdserver: revision of auth store is old';
const REFUSES_USER = 'etcdserver: authentication failed';
const DENIES_PERMISSION = 'etcdserver: permission denied';

const [REFUSED, DENIED, UNKNOWN] = ['etcd refuses', 'etcd does not let', 'etcd asks for a user'];

/** For whatever is refused with these words etcd3 makes the call once more. */
export const REPEATED_BY_ETCD3 = TOKEN_IS_UNKNOWN;

/** Where there are no users yet, one is no problem: services get theirs first, then authentication is turned on. */
export function isWithoutUsers(text: string): boolean {
  return text.includes(IS_WITHOUT_USERS);
}

/** Whether another token may help: this one is forgotten, or there was none since none was needed. */
export function isOfOldToken(details: string): boolean {
  return [ASKS_FOR_USER, TOKEN_IS_UNKNOWN, TOKEN_IS_OLDER].some((text) => details.includes(text));
}

/** What etcd says of who we are, with what to do about it; all else as it is. */
export function refusalInWords(details: string, username: string | undefined): string {
  const us = username === undefined ? 'this client' : `the user '${username}'`;
  if (details.includes(REFUSES_USER)) {
    return `${REFUSED} ${us} with this password: correct KILLRVIDEO_ETCD_USERNAME or KILLRVIDEO_ETCD_PASSWORD`;
  }
  if (details.includes(DENIES_PERMISSION)) {
    return `${DENIED} ${us} read or write what it must: grant it a role, as docs/operations.md says`;
  }
  if (isOfOldToken(details)) {
    return username === undefined
      ? `${UNKNOWN}: set KILLRVIDEO_ETCD_USERNAME and KILLRVIDEO_ETCD_PASSWORD`
      : `etcd asks for another token of ${us}`;
  }
  return details;
}

/** Whether somebody must mend something before another try can help. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && [REFUSED, DENIED, UNKNOWN].some((words) => error.message.includes(words));
}
