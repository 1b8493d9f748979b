export * from './generated/common/common_types';
export { Timestamp } from './generated/google/protobuf/timestamp';
