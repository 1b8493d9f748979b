export * from './generated/comments/comments_service';
export * as events from './generated/comments/comments_events';
export { descriptorSet } from './generated/descriptor-set';
