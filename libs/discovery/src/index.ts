export { type EtcdAddress } from './etcd-address';
export { findInstances } from './find-instances';
export { registerInstance, type RegisteredInstance } from './register-instance';
/** @public: for the clients of services */
export { watchInstances, type InstanceWatch, type WatchOptions } from './watch-instances';
export { withEtcdLock } from './with-etcd-lock';
