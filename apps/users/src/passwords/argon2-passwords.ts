import { availableParallelism } from 'node:os';

import type { Passwords, Verdict } from '../domain/passwords';
import { argon2Form, argon2Hash } from './argon2-form';
import { boundedWork, type WorkBounds, type WorkLoad } from './bounded-work';
import { olderForm } from './older-formats';

/** Hashes are made on libuv's threads, four of them, of which one is left to others; each takes 19 MiB. */
const MAX_AT_WORK = 3;

/** What a process can do with passwords at once, while so many more wait. */
export function passwordBounds(waiting: number): WorkBounds {
  return {
    atWork: Math.min(MAX_AT_WORK, availableParallelism()),
    waiting,
    tooMany: 'too many passwords at once: try again later',
  };
}

/**
 * Passwords as argon2id, off the event loop. A password in any other form costs one argon2 as well, and what was known
 * of it before runs beside: that hash replaces the older form when the password is right, and makes a wrong one, or an
 * unknown e-mail, cost as much as any.
 */
export function argon2Passwords(bounds: WorkBounds): Passwords & { load(): WorkLoad } {
  const { inTurn, load } = boundedWork(bounds);
  return {
    load,
    hash: (password, call) => inTurn(call, () => argon2Hash(password, { trims: false })),
    verify: (password, stored, call) => inTurn(call, () => verdictOn(password, stored)),
  };
}

async function verdictOn(password: string, stored = ''): Promise<Verdict> {
  const form = argon2Form(stored);
  if (form?.isOurs) {
    const right = await form.isOf(password);
    if (right !== undefined) return { right };
  }
  const other = form ?? olderForm(stored);
  const [right, renewed] = await Promise.all([
    other?.isOf(password),
    argon2Hash(password, { trims: other?.trims ?? false }),
  ]);
  return right === true ? { right, renewed } : { right: false };
}
