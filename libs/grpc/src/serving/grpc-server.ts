import { atMost, DomainError, formatAddress } from '@killrvideo/core';
import {
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';

import type { Admission, AdmittedMethod } from './admission';
import { watchArrivals } from './arrivals';
import { withBoundedStreams } from './bounded-streams';
import { callSlots } from './call-slots';
import { callsInFlight } from './calls-in-flight';
import { cutConnections } from './cut-connections';
import { everyStatus } from './every-status';
import { descriptorSet as healthDescriptorSet } from './generated/descriptor-set';
import { takesLargeMessages, type GrpcService } from './grpc-service';
import { reflectionOf } from './reflection';
import { unary, type CallOutcome, type UnaryOptions } from './unary';

export interface GrpcServerOptions {
  /** The IP address to listen on (`::`: all, IPv4 too); port 0 takes a free one. */
  readonly address: string;
  readonly port: number;
  readonly services: readonly GrpcService[];
  /** How long a call without a deadline may take, in milliseconds. */
  readonly budgetMs: number;
  /**
   * Calls at work at once, of all services; no rpc gets them all. More are refused with RESOURCE_EXHAUSTED, before
   * anything is done for them.
   */
  readonly maxConcurrentCalls: number;
  /** Told when the headers of a unary call have arrived: the path of its rpc, or of `NOT_HERE`. */
  readonly observeStart?: (path: string) => void;
  /** Told how each of them ended. */
  readonly observe: (outcome: CallOutcome) => void;
  /** Needed, and asked, only where a service takes larger messages than gRPC's usual 4 MiB. */
  readonly admission?: Admission;
}

export interface GrpcServer {
  readonly port: number;
  /** Serves the same on one more port (0: a free one), for clients that know a service by a port of its own. */
  alsoListen(port: number): Promise<number>;
  /** Calls at work. */
  callsAtWork(): number;
  /**
   * The standard health service's answer for a mounted service, by its full name; '' serves while all of them do. A new
   * server serves none.
   */
  setServing(service: string, isServing: boolean): void;
  /**
   * Takes no new calls and resolves when those in flight are answered, after `drainMs` with UNAVAILABLE. Then
   * connections are cut, since silent peers and open streams would stay for ever.
   */
  close(drainMs: number): Promise<void>;
}

/** After the last answer: time for the sockets to send it before connections are cut. */
const FLUSH_MS = 100;

/** What reflection tells of the standard health service. */
const HEALTH = { name: 'grpc.health.v1.Health', descriptorSet: healthDescriptorSet };

const KEEPALIVE = {
  // A peer that vanished without a word gives its connection back after a minute and a half.
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 20_000,
};

/** Listens at once, with health (NOT_SERVING) and reflection; rejects when the port cannot be had. */
export async function startGrpcServer(options: GrpcServerOptions): Promise<GrpcServer> {
  const maxRequestBytes = Math.max(...options.services.map((service) => service.maxRequestBytes));
  const inFlight = callsInFlight();
  const admission = takesLargeMessages(options.services) ? options.admission : undefined;
  if (takesLargeMessages(options.services) && admission === undefined) {
    throw new Error(
      `messages of ${maxRequestBytes} bytes need an admission: nothing else bounds their memory`,
    );
  }
  const server = new Server({
    'grpc.max_receive_message_length': maxRequestBytes,
    'grpc.enable_channelz': 0,
    ...KEEPALIVE,
    interceptors: [
      everyStatus(options),
      ...(admission ? [admission.interceptor({ methods: admittedMethods(options.services), inFlight })] : []),
    ],
  });
  watchArrivals(server, options);
  const slots = callSlots(options.maxConcurrentCalls, 'too many calls at once: try again later');
  const unaryOptions: UnaryOptions = {
    budgetMs: options.budgetMs,
    slots,
    observe: options.observe,
    inFlight,
    release: (request) => admission?.release(request),
  };
  for (const service of options.services) {
    server.addService(definitionOf(service), implementationOf(service, unaryOptions));
  }
  const serverOfStreams = withBoundedStreams(server);
  reflectionOf([...options.services, HEALTH]).addToServer(serverOfStreams);

  const health = new HealthImplementation();
  const told = new Map<string, boolean>();
  const tell = (service: string, isServing: boolean): void => {
    if (told.get(service) === isServing) return; // watchers hear of changes only
    told.set(service, isServing);
    health.setStatus(service, isServing ? 'SERVING' : 'NOT_SERVING');
  };
  const setServing = (service: string, isServing: boolean): void => {
    tell(service, isServing);
    tell(
      '',
      options.services.every(({ name }) => told.get(name)),
    );
  };
  const serveNone = (): void => {
    for (const { name } of options.services) setServing(name, false);
  };
  serveNone();
  health.addToServer(serverOfStreams);

  const port = await bind(server, options.address, options.port);
  return {
    port,
    alsoListen: (another) => bind(server, options.address, another),
    callsAtWork: () => slots.taken(),
    setServing,
    async close(drainMs) {
      serveNone();
      const closed = new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
      await atMost(drainMs, Promise.race([closed, inFlight.none()]));
      inFlight.failAll(new DomainError('unavailable', 'the service is stopping: try again'));
      await atMost(FLUSH_MS, closed);
      cutConnections(server);
      server.forceShutdown();
    },
  };
}

function admittedMethods(services: readonly GrpcService[]): ReadonlyMap<string, AdmittedMethod> {
  return new Map(
    services.flatMap(({ methods, maxRequestBytes: maxBytes }) =>
      methods.map(({ path, isUndecoded }) => [path, { maxBytes, isUndecoded }] as const),
    ),
  );
}

/** Requests and responses pass grpc-js as they are on the wire: `unary` wants to know why a request does not decode. */
function definitionOf(service: GrpcService): ServiceDefinition {
  return Object.fromEntries(
    service.methods.map((method) => [
      method.name,
      {
        path: method.path,
        requestStream: false,
        responseStream: false,
        requestSerialize: asIs,
        requestDeserialize: method.decode,
        responseSerialize: asIs,
        responseDeserialize: asIs,
      },
    ]),
  );
}

function asIs(bytes: Buffer): Buffer {
  return bytes;
}

function implementationOf(service: GrpcService, options: UnaryOptions): UntypedServiceImplementation {
  return Object.fromEntries(
    service.methods.map((method) => [method.name, unary(service.name, method, options)]),
  );
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(formatAddress({ host, port }), ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
}
