export type { Admission, AdmittedMethod, AdmittedServer } from './admission';
export { NOT_HERE } from './arrivals';
export type { CallsInFlight } from './calls-in-flight';
export { startGrpcServer, type GrpcServer, type GrpcServerOptions } from './grpc-server';
export {
  grpcService,
  takesLargeMessages,
  tooLarge,
  undecoded,
  type GrpcService,
  type Handlers,
} from './grpc-service';
export { insideOfCall, type MessageDeframer } from './inside-of-call';
export { statusOfError } from './status-of-error';
export type { CallOutcome } from './unary';
