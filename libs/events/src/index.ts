export { type Courier, type Outcome } from './delivery/courier';
export { type GroupState } from './delivery/groups';
export { sameProcessFirst, type Consume } from './delivery/same-process';
export { eventPublisher, type EventPublisher, type PublisherState } from './event-publisher';
export { listenerTables, publisherTables } from './event-tables';
export { type EventType, type EventTypes } from './event-type';
export { type DeadLetter, deadLettersTable } from './storage/dead-letters-table';
export { type OutboxEvent } from './outbox-event';
export { subscriptions, type Subscriptions } from './subscriptions';
