/** The name under which the owners of a type's history are found in etcd: that of its package behind `EventHistory`. */
export function historyService(type: string): string {
  return `EventHistory.${type.slice(0, type.lastIndexOf('.'))}`;
}
