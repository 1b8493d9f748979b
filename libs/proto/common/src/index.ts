export * from './generated/common/common_types';
export { Any } from './generated/google/protobuf/any';
export { Timestamp } from './generated/google/protobuf/timestamp';
