import { concurrently, reasonOf, type Log } from '@killrvideo/core';

import type { CarryOn } from '../outbox/carry-on';
import { type OwnSteps } from '../own-steps';
import type { OutboxTable, PlacedIntent } from '../storage/outbox-table';
import type { Estate } from './estate';

const CHAINS_AT_ONCE = 16;

/**
 * Carries out all that stands in the tail of what a dead process has left, and deletes what it read, and nothing else:
 * the dead may wake up and go on. Events of one aggregate follow each other. Returns whether nothing was left, for a newer
 * version of the service or another try.
 */
export async function moveTail(
  { row: { writer, settled, high } }: Estate,
  options: {
    readonly table: OutboxTable;
    readonly carryOn: CarryOn;
    readonly step: OwnSteps;
    readonly signal: AbortSignal;
    readonly log: Log;
  },
): Promise<boolean> {
  const { table, carryOn, step, signal, log } = options;
  let isAllMoved = true;

  const move = async (chain: readonly PlacedIntent[]): Promise<void> => {
    for (const intent of chain) {
      if (signal.aborted) return;
      const isMoved = await carryOn(intent);
      if (!isMoved) {
        isAllMoved = false;
        log.debug(
          { writer, type: intent.type, version: intent.version },
          'an event is left to a newer version',
        );
        return;
      }
      await step((call) => table.remove(writer, [intent], call));
    }
  };

  for (let bucket = settled; bucket <= high; bucket++) {
    const intents = await step((call) => table.read(writer, bucket, call));
    await concurrently([...chainsOf(intents).values()], CHAINS_AT_ONCE, (chain) =>
      move(chain).catch((error: unknown) => {
        isAllMoved = false;
        log.warn(
          { writer, bucket, reason: reasonOf(error) },
          'an event of a dead process could not be moved yet',
        );
      }),
    );
  }
  return isAllMoved && !signal.aborted;
}

function chainsOf(intents: readonly PlacedIntent[]): Map<string, PlacedIntent[]> {
  const chains = new Map<string, PlacedIntent[]>();
  for (const intent of intents) {
    const chain = chains.get(intent.aggregate);
    if (chain === undefined) chains.set(intent.aggregate, [intent]);
    else chain.push(intent);
  }
  return chains;
}
