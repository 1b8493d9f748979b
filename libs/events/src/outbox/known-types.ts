import type { EventType, EventTypes } from '../event-type';
import type { OutboxEvent } from '../outbox-event';
import type { Intent } from '../storage/outbox-table';

/** What an intent says, read by the type that it is of. */
export interface ReadIntent {
  readonly type: EventType<unknown>;
  readonly happened: unknown;
}

/** The types of events that this version of the service knows. */
export interface KnownTypes {
  readonly names: readonly string[];
  /** Undefined for a type or a version that only a newer process knows. */
  read(intent: Intent): ReadIntent | undefined;
}

export function knownTypes<Event extends { readonly kind: string }>(types: EventTypes<Event>): KnownTypes {
  // Each is given only what it has decoded itself.
  const byName = new Map(Object.values<EventType<unknown>>(types as never).map((type) => [type.type, type]));
  return {
    names: [...byName.keys()],
    read({ type: name, version, payload }) {
      const type = byName.get(name);
      if (type === undefined || version > type.intent.version) return undefined;
      return { type, happened: type.intent.decode(payload, version) };
    },
  };
}

export function intentOf<Happened>(type: EventType<Happened>, happened: Happened, at: bigint): Intent {
  return {
    type: type.type,
    version: type.intent.version,
    aggregate: type.aggregate(happened),
    payload: type.intent.encode(happened),
    at,
  };
}

export function eventOf<Happened>(type: EventType<Happened>, happened: Happened, at: bigint): OutboxEvent {
  return {
    type: type.type,
    aggregate: type.aggregate(happened),
    at,
    message: type.messageOf(happened, at),
  };
}
