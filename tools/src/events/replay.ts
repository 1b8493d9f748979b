import { reasonOf } from '@killrvideo/core';
import { findInstances } from '@killrvideo/discovery';
import { grpcCourier, type BuriedLetter, type Courier, type Outcome } from '@killrvideo/events';
import { groupClients, groupService } from '@killrvideo/runtime';

import { visibleText } from '../workspace/visible-text';
import type { Databases } from './databases';
import { lettersOf, type LettersOfGroup } from './dead-letters';
import { dropLetter } from './drop';
import { letterId } from './letter-id';
import { warnings } from './warnings';

/**
 * Brings dead letters to their group again, one after the other, in the order of their times, and deletes those that it
 * takes. Resolves with whether it took all of them.
 */
export async function replay(
  databases: Databases,
  of: LettersOfGroup,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const { etcd } = databases;
  const clients = groupClients({ etcd, observer: undefined, log: warnings });
  const counts = { done: 0, refused: 0, later: 0 };
  try {
    for await (const letter of lettersOf(databases, of, signal)) {
      if (counts.done + counts.refused + counts.later === 0) await demandInstance(databases, of.group);
      const outcome = await bring(grpcCourier(clients), letter, signal);
      signal.throwIfAborted();
      if (outcome.kind === 'done') await dropLetter(databases, letter);
      counts[outcome.kind]++;
      say(`${letterId(letter.event)} ${sentenceOf(outcome)}`);
    }
  } finally {
    await clients.stop();
  }
  if (of.id === undefined) {
    say(`${counts.done} taken and deleted, ${counts.refused} refused again, ${counts.later} not taken now`);
  }
  return counts.refused + counts.later === 0;
}

async function demandInstance({ etcd }: Databases, group: string): Promise<void> {
  if ((await findInstances(etcd, groupService(group))).length > 0) return;
  throw new Error(`no instance of ${group} is registered in etcd: start one, then replay`);
}

type Said = Outcome | { readonly kind: 'later'; readonly reason: string };

async function bring(courier: Courier, { group, event }: BuriedLetter, signal: AbortSignal): Promise<Said> {
  try {
    const [outcome] = await courier.deliver(group, [event], signal);
    return outcome ?? { kind: 'later' };
  } catch (error) {
    return { kind: 'later', reason: reasonOf(error) };
  }
}

function sentenceOf(said: Said): string {
  if (said.kind === 'done') return 'was taken, and is deleted';
  if (said.kind === 'refused') return `was refused again, and stays: ${visibleText(said.reason)}`;
  return 'reason' in said
    ? `could not be brought, and stays: ${visibleText(said.reason)}`
    : 'cannot be taken now, and stays: try again later';
}
