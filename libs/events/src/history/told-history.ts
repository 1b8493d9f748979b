import {
  concurrently,
  DomainError,
  type CallContext,
  type Fact,
  type History,
  type Log,
} from '@killrvideo/core';

import { sizeOf } from '../delivery/next-batch';
import type { EventType, EventTypes } from '../event-type';
import { eventOf } from '../outbox/known-types';
import type { OutboxEvent } from '../outbox-event';
import { positionIn, positionText } from './history-position';

/** What stands of one type of events at its owner, wherever that is, page by page. */
export interface ReadHistory {
  /**
   * The facts of so many rows (1 to 1000), or 1 MiB of them, behind a position that an earlier page gave; '' begins. Throws
   * DomainErrors only.
   */
  read(position: string, pageSize: number, call: CallContext): Promise<ToldPage>;
}

/** … and of single aggregates. */
export interface ToldHistory extends ReadHistory {
  /** The facts of those of the aggregates (at most 100) that have one, in any order. Throws DomainErrors only. */
  lookUp(aggregates: readonly string[], call: CallContext): Promise<OutboxEvent[]>;
}

export interface ToldPage {
  readonly events: readonly OutboxEvent[];
  /** '' when no row follows. */
  readonly nextPosition: string;
}

const MIB = 1024 * 1024;
const PAGE_BYTES = MIB;
/** Alone in its page it must fit what clients of gRPC take. What the services write themselves is far below it. */
const EVENT_BYTES = 3 * MIB;
const LOOKED_UP_BYTES = 3 * MIB;
const LOOKED_UP_AT_ONCE = 16;
/** Rows that are in memory at a time, whatever other tools have stored in them. */
const ROWS_AT_ONCE = 200;

/** The histories of those types of a service that have one, by their names. */
export function toldHistories<Event extends { readonly kind: string }>(
  types: EventTypes<Event>,
  log: Log,
): ReadonlyMap<string, ToldHistory> {
  // Each is given only what its own history has read.
  const all = Object.values<EventType<unknown>>(types as never);
  return new Map(
    all.flatMap((type) => (type.history ? [[type.type, toldHistory(type, type.history, log)]] : [])),
  );
}

function toldHistory(type: EventType<unknown>, history: History<unknown>, log: Log): ToldHistory {
  /** Undefined for what no client could take. */
  const toldOf = ({ happened, at }: Fact<unknown>): OutboxEvent | undefined => {
    const event = eventOf(type, happened, at);
    const bytes = sizeOf(event);
    if (bytes <= EVENT_BYTES) return event;
    const { aggregate } = event;
    log.warn({ type: type.type, aggregate, bytes }, 'a fact of another tool is too large to be told');
    return undefined;
  };

  return {
    async read(position, pageSize, call) {
      const events: OutboxEvent[] = [];
      let from = position === '' ? undefined : positionIn(type.type, position);
      let bytes = 0;
      for (let left = pageSize; left > 0;) {
        const limit = Math.min(left, ROWS_AT_ONCE);
        const rows = await history.page(from, limit, call);
        for (const row of rows) {
          const event = row.fact && toldOf(row.fact);
          if (event !== undefined) {
            bytes += sizeOf(event);
            if (bytes > PAGE_BYTES && events.length > 0) return pageUntil(from, events);
            events.push(event);
          }
          from = row.position;
        }
        if (rows.length < limit) return { events, nextPosition: '' };
        left -= limit;
      }
      return pageUntil(from, events);
    },

    async lookUp(aggregates, call) {
      const events: OutboxEvent[] = [];
      let bytes = 0;
      await concurrently([...new Set(aggregates)], LOOKED_UP_AT_ONCE, async (aggregate) => {
        const fact = await history.factOf(aggregate, call);
        const event = fact && toldOf(fact);
        if (event === undefined) return;
        bytes += sizeOf(event);
        if (bytes > LOOKED_UP_BYTES) throw tooMuch();
        events.push(event);
      });
      return events;
    },
  };

  function pageUntil(position: string | undefined, events: readonly OutboxEvent[]): ToldPage {
    return { events, nextPosition: position === undefined ? '' : positionText(type.type, position) };
  }
}

/** To leave one out would say that there is no such fact. */
function tooMuch(): DomainError {
  return new DomainError(
    'resource-exhausted',
    'the events of these aggregates have more than 3 MiB: ask for fewer',
  );
}
