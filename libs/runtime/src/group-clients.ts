import type { Log } from '@killrvideo/core';
import type { EtcdAddress } from '@killrvideo/discovery';
import { EventConsumerService } from '@killrvideo/events';
import type { CallObserver } from '@killrvideo/grpc-client';
import { serviceClient, type ServiceClient, type ServiceMethods } from '@killrvideo/service-clients';

type Consumer = typeof EventConsumerService;

/** The name under which the instances of a group are found in etcd. */
export function groupService(group: string): string {
  return `EventConsumer.${group}`;
}

/** The clients of consumer groups. */
export interface GroupClients {
  /** Opened when it is first asked for, also after it was closed. */
  of(group: string): ServiceMethods<Consumer>;
  /** Calls in flight end by themselves. */
  close(group: string): void;
  stop(): Promise<void>;
}

export function groupClients(options: {
  readonly etcd: EtcdAddress;
  readonly observer: CallObserver | undefined;
  readonly log: Log;
}): GroupClients {
  const { etcd, observer, log } = options;
  const clients = new Map<string, ServiceClient<Consumer>>();

  return {
    of(group) {
      let client = clients.get(group);
      if (client === undefined) {
        client = serviceClient(EventConsumerService, {
          ...{ name: groupService(group), log },
          ...(observer && { observer }),
        });
        client.start({ etcd, addresses: undefined, own: undefined, dnsName: undefined });
        clients.set(group, client);
      }
      return client.methods;
    },
    close(group) {
      void clients.get(group)?.stop();
      clients.delete(group);
    },
    async stop() {
      await Promise.all([...clients.values()].map((client) => client.stop()));
    },
  };
}
