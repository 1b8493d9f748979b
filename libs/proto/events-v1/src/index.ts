export * from './generated/killrvideo/events/v1/event_consumer';
export {
  EventHistoryService,
  LookUpRequest,
  LookUpResponse,
  ReadHistoryRequest,
  ReadHistoryResponse,
} from './generated/killrvideo/events/v1/event_history';
export { descriptorSet } from './generated/descriptor-set';
