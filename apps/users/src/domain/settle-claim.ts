import type { CallContext } from '@killrvideo/core';

import type { Claim, Login } from './account';
import type { AccountStore } from './account-store';

/**
 * Finishes a claim, whoever made it and whether or not its maker is still at work: gives it its e-mail and shows the
 * account, or frees its id when the e-mail is somebody else's. All who do so use the claim's own content, so it does
 * not matter who comes first. Returns the login that stands under the claim's e-mail.
 *
 * A claim is undone only when its e-mail is *seen* to be another's, which stays so. While the e-mail is free it could
 * still be committed by somebody slow, and that login would then lead to whoever has the id by that time.
 */
export async function settleClaim(
  store: Pick<AccountStore, 'commit' | 'show' | 'undo'>,
  claim: Claim,
  call: CallContext,
): Promise<Login> {
  const login = await store.commit(claim, call);
  if (login.userId === claim.userId) await store.show(claim, call);
  else await store.undo(claim, call);
  return login;
}
