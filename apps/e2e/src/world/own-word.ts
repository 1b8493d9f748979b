import { randomUUID } from 'node:crypto';

/** A word that no other test has. */
export function ownWord(): string {
  return `w${randomUUID().replaceAll('-', '').slice(0, 12)}`;
}
