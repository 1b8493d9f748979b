export { startGrpcServer, type GrpcServer, type GrpcServerOptions } from './grpc-server';
export { grpcService, type GrpcService, type Handlers } from './grpc-service';
export { timestampOfMs, type WireTimestamp } from './timestamp';
export { type CallOutcome } from './unary';
