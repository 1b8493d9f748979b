export { findInstances } from './find-instances';
export { registerInstance } from './register-instance';
export { withEtcdLock } from './with-etcd-lock';
