import { DomainError } from '@killrvideo/core';
import type { Event } from '@killrvideo/proto/events-v1';

import type { OutboxEvent } from './outbox-event';

/** By convention, with the full name behind it. */
const TYPE_URL = 'type.googleapis.com/';

/** An event as it is said on the wire. */
export function saidEventOf({ type, aggregate, at, message }: OutboxEvent): Event {
  return {
    message: { typeUrl: TYPE_URL + type, value: Buffer.from(message) },
    aggregate,
    writtenAtMicros: at,
  };
}

/** Throws `invalid-argument` for one without a type. */
export function outboxEventOf({ message, aggregate, writtenAtMicros }: Event): OutboxEvent {
  const typeUrl = message?.typeUrl ?? '';
  const type = typeUrl.slice(typeUrl.lastIndexOf('/') + 1);
  if (message === undefined || type === '') {
    throw new DomainError('invalid-argument', 'events has an event without a message and its type_url');
  }
  return { type, aggregate, at: writtenAtMicros, message: message.value };
}
