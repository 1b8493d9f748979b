export * from './generated/search/search_service';
export { descriptorSet } from './generated/descriptor-set';
