export * from './generated/suggested-videos/suggested_videos_service';
export { descriptorSet } from './generated/descriptor-set';
