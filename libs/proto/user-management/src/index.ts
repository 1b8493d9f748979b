export * from './generated/user-management/user_management_service';
export * as events from './generated/user-management/user_management_events';
export { descriptorSet } from './generated/descriptor-set';
