export { NOT_HERE } from './arrivals';
export { bufferPool, type BufferPool } from './buffer-pool';
export { startGrpcServer, type GrpcServer, type GrpcServerOptions } from './grpc-server';
export { grpcService, undecoded, type GrpcService, type Handlers } from './grpc-service';
export { timestampOfMs } from './timestamp';
export { type CallOutcome } from './unary';
export { undecodable } from './undecodable';
export {
  MAX_DEPTH,
  readEnd,
  readTag,
  skipBytes,
  skipText,
  skipVarint,
  WIRE_TYPE,
  type WireCursor,
} from './wire-format';
