import type { OutboxEvent } from '../outbox-event';

const MAX_EVENTS = 500;
const MAX_BYTES = 1024 * 1024;

/** An event that waits for a group. */
export interface Waiting {
  readonly event: OutboxEvent;
  /** Not before this, in milliseconds of `performance.now()`. */
  readonly notBefore: number;
  /** Whether what follows it in its aggregate waits with it. */
  readonly holdsBack: boolean;
}

/**
 * What goes next, in its order: of each aggregate nothing before what was put off. Only events that were refused are
 * overtaken.
 */
export function nextBatch<W extends Waiting>(waiting: Iterable<W>, now: number): W[] {
  const batch: W[] = [];
  const heldBack = new Set<string>();
  let bytes = 0;
  for (const each of waiting) {
    const { event, notBefore, holdsBack } = each;
    if (heldBack.has(event.aggregate)) continue;
    if (notBefore > now) {
      if (holdsBack) heldBack.add(event.aggregate);
      continue;
    }
    bytes += sizeOf(event);
    if (batch.length > 0 && bytes > MAX_BYTES) break;
    batch.push(each);
    if (batch.length === MAX_EVENTS) break;
  }
  return batch;
}

/** What an event takes in a message, and in memory, more or less. */
export function sizeOf({ type, aggregate, message }: OutboxEvent): number {
  return type.length + aggregate.length + message.length + 32;
}
