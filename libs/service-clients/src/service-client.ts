import type { CallContext, Log } from '@killrvideo/core';
import { shortName, watchInstances, type EtcdAddress, type InstanceWatch } from '@killrvideo/discovery';
import { domainErrorOf, grpcClient, type CallObserver, type GrpcClient } from '@killrvideo/grpc-client';

import { EJECTING, RECORDS, registerEjectingBalancer } from './ejecting-balancer';
import { instanceRecords } from './instance-records';
import { registerInstanceResolver, targetOf, WHEREABOUTS } from './instance-resolver';
import { oneMoreTry } from './one-more-try';
import { retryBudget } from './retry-budget';
import { fullNameOf, type ServiceDefinition, type ServiceMethods } from './service-definition';
import type { AddressSource } from './whereabouts';

/** Where a service is looked for; the first that knows of somebody counts. */
export interface LookedFor {
  /** `host:port`: one, which may be a name, or several of IP. Where there are some, nothing else is asked. */
  readonly addresses: readonly string[] | undefined;
  /** This very process, where it serves the service itself; then etcd is not asked. */
  readonly own: AddressSource | undefined;
  readonly etcd: EtcdAddress;
  /** A DNS name with its port, for when etcd knows of nobody or has never answered. */
  readonly dnsName: string | undefined;
}

export interface ServiceClientOptions {
  /** The name under which it is found, where that is not its own. */
  readonly name?: string;
  readonly observer?: CallObserver;
  readonly log: Log;
}

/** A client of one service, whose instances come and go. */
export interface ServiceClient<D extends ServiceDefinition> {
  readonly methods: ServiceMethods<D>;
  /** Looks for the instances from now on. */
  start(lookedFor: LookedFor): void;
  /** Calls in flight end by themselves; none begins any more. */
  stop(): Promise<void>;
  /** How many instances are known, and how many of these are left alone because they do not work. */
  instances(): { readonly known: number; readonly ejected: number };
}

/**
 * Of a peer that is stopped or cut off while it has calls the connection ends after 2.5 s, and the calls with it. Without
 * calls nothing is sent.
 */
const KEEPALIVE = {
  'grpc.keepalive_time_ms': 1000,
  'grpc.keepalive_timeout_ms': 1500,
};

export function serviceClient<D extends ServiceDefinition>(
  definition: D,
  { name, observer, log }: ServiceClientOptions,
): ServiceClient<D> {
  registerInstanceResolver();
  registerEjectingBalancer();
  const service = name ?? shortName(fullNameOf(definition));
  const records = instanceRecords();
  let watch: InstanceWatch | undefined;
  let client: GrpcClient | undefined;

  const sourceOf = ({ own, etcd }: LookedFor): AddressSource =>
    own ?? (watch = watchInstances({ etcd, service, log }));

  return {
    methods: methodsOf(definition, () => {
      if (client === undefined) throw new Error(`the client of ${service} is not started`);
      return client;
    }),
    start(lookedFor) {
      const { addresses, dnsName } = lookedFor;
      const whereabouts = addresses === undefined ? { source: sourceOf(lookedFor), dnsName } : undefined;
      client = grpcClient(addresses ?? [targetOf(service)], {
        ...(observer && { observer }),
        tries: oneMoreTry(records, retryBudget()),
        isDirect: true,
        channelOptions: {
          ...KEEPALIVE,
          'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ [EJECTING]: {} }] }),
          'grpc.use_local_subchannel_pool': 1,
          // What never reached a service, as its connection ended just then, grpc-js tries elsewhere by itself.
          'grpc.enable_retries': 1,
          [RECORDS]: records,
          [WHEREABOUTS]: whereabouts,
        },
      });
    },
    async stop() {
      client?.close();
      await watch?.stop();
    },
    instances: () => ({ known: records.known(), ejected: records.ejected() }),
  };
}

function methodsOf<D extends ServiceDefinition>(definition: D, client: () => GrpcClient): ServiceMethods<D> {
  const functions = Object.entries(definition).map(([name, method]) => {
    const ask = async (request: never, call: CallContext): Promise<unknown> => {
      try {
        return await client().call(method, request, { call });
      } catch (error) {
        throw domainErrorOf(error);
      }
    };
    return [name, ask] as const;
  });
  return Object.fromEntries(functions) as unknown as ServiceMethods<D>; // method by method as the type says
}
