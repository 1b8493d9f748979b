export * from './generated/uploads/uploads_service';
export * as events from './generated/uploads/uploads_events';
export { descriptorSet } from './generated/descriptor-set';
