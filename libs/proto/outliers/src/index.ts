export * from './generated/outliers';
export { descriptorSet } from './generated/descriptor-set';
