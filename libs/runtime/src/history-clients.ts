import { EventHistoryService, grpcHistory, type ToldHistory } from '@killrvideo/events';

import { namedClients, type NamedClientsOptions } from './named-clients';

/** The name under which the owners of a type's history are found in etcd: that of its package behind `EventHistory`. */
export function historyService(type: string): string {
  return `EventHistory.${type.slice(0, type.lastIndexOf('.'))}`;
}

/** The histories that others tell. */
export interface HistoryClients {
  of(type: string): ToldHistory;
  stop(): Promise<void>;
}

export function historyClients(options: NamedClientsOptions): HistoryClients {
  const clients = namedClients(EventHistoryService, options);
  return {
    of: (type) => grpcHistory(type, clients.of(historyService(type))),
    stop: () => clients.stop(),
  };
}
