export { type EtcdAddress } from './etcd-address';
export { findInstances } from './find-instances';
export { registerInstance, type RegisteredInstance } from './register-instance';
export { withEtcdLock } from './with-etcd-lock';
