export * from './generated/statistics/statistics_service';
export { descriptorSet } from './generated/descriptor-set';
