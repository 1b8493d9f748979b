export { startGrpcServer, type GrpcServer } from './grpc-server';
export { grpcService, undecoded, type GrpcService, type Handlers } from './grpc-service';
export { timestampOfMs } from './timestamp';
export { type CallOutcome } from './unary';
export { undecodable } from './undecodable';
