export * from './generated/killrvideo/events/v1/event_consumer';
export { descriptorSet } from './generated/descriptor-set';
