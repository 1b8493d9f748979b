export { type EtcdAddress } from './etcd-address';
export { findInstances } from './find-instances';
export { registerInstance, type RegisteredInstance } from './register-instance';
export { shortName } from './short-name';
export { watchInstances, type InstanceWatch, type WatchOptions } from './watch-instances';
export { withEtcdLock } from './with-etcd-lock';
