export * from './generated/video-catalog/video_catalog_service';
export * as events from './generated/video-catalog/video_catalog_events';
export { descriptorSet } from './generated/descriptor-set';
