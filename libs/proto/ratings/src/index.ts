export * from './generated/ratings/ratings_service';
export * as events from './generated/ratings/ratings_events';
export { descriptorSet } from './generated/descriptor-set';
