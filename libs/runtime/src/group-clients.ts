import { EventConsumerService } from '@killrvideo/events';

import { namedClients, type NamedClients, type NamedClientsOptions } from './named-clients';

/** The name under which the instances of a group are found in etcd. */
export function groupService(group: string): string {
  return `EventConsumer.${group}`;
}

/** The clients of consumer groups, by the names of these. */
export function groupClients(options: NamedClientsOptions): NamedClients<typeof EventConsumerService> {
  const clients = namedClients(EventConsumerService, options);
  return {
    of: (group) => clients.of(groupService(group)),
    close: (group) => clients.close(groupService(group)),
    stop: () => clients.stop(),
  };
}
