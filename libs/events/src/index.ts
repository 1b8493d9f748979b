export { type Courier, type Outcome } from './delivery/courier';
export { sameProcessFirst, type Consume } from './delivery/same-process';
export { type DeadLetter, deadLettersTable } from './storage/dead-letters-table';
export { listenerTables, publisherTables } from './event-tables';
export { type OutboxEvent } from './outbox-event';
export { subscriptions, type Subscriptions } from './subscriptions';
