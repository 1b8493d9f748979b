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
 * takes. Resolves with whether it took all of them; throws when it cannot be reached.
 */
export async function replay(
  databases: Databases,
  of: LettersOfGroup,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const clients = groupClients({ etcd: databases.etcd, observer: undefined, log: warnings });
  const courier = grpcCourier(clients);
  const counts = { done: 0, refused: 0, later: 0 };
  try {
    for await (const letter of lettersOf(databases, of, signal)) {
      const outcome = await bring(courier, letter, databases, signal);
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

async function bring(
  courier: Courier,
  { group, event }: BuriedLetter,
  { etcd }: Databases,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const [outcome] = await courier.deliver(group, [event], signal);
    return outcome ?? { kind: 'later' };
  } catch (cause) {
    signal.throwIfAborted();
    const instances = await findInstances(etcd, groupService(group));
    const problem =
      instances.length === 0
        ? `no instance of ${group} is registered in etcd: start one, then replay`
        : `${letterId(event)} could not be brought to ${instances.join(', ')}, and stays: ${reasonOf(cause)}`;
    throw new Error(visibleText(problem), { cause });
  }
}

function sentenceOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'done':
      return 'was taken, and is deleted';
    case 'refused':
      return `was refused again, and stays: ${visibleText(outcome.reason)}`;
    case 'later':
      return 'cannot be taken now, and stays: try again later';
  }
}
