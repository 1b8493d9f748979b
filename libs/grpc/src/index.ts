export { startGrpcServer } from './grpc-server';
export { grpcService, type GrpcService, type Handlers } from './grpc-service';
export { timestampOfMs } from './timestamp';
export { type CallOutcome } from './unary';
