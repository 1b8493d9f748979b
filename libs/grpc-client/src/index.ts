export { type Answer } from './answer';
export { CallFailed } from './call-failed';
export { type CallObserver, type HandledCall } from './call-observer';
export { EARLIER_TRIES, type CallSettings, type TimeoutMs } from './call-settings';
export { domainErrorOf, tellsOfAnother } from './domain-error-of';
export { grpcClient, type GrpcClient, type GrpcClientOptions } from './grpc-client';
export { type Method, type MethodName } from './method';
export { type Try, type Tries } from './tries';
