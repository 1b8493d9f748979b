export * from './generated/killrvideo/outliers/v1/outlier_detection_service';
export { descriptorSet } from './generated/descriptor-set';
