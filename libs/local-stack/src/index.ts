export { startOwnEtcd, type OwnEtcd } from './etcd/own-etcd';
export { explain } from './explain';
export {
  type DatabaseDied,
  type DatabaseName,
  type DatabaseStatus,
  type KeeperStatus,
} from './keeper/protocol';
export { leaseStack, type LeaseOptions, type StackLease } from './lease-stack';
export { freePort, isListenedOn } from './ports';
export { resetStack, stackStatus, stopStack } from './stack-commands';
export { withLock } from './with-lock';
