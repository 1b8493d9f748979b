export { registerInstance, type RegisteredInstance } from './register-instance';
export { type Registration } from './registration';
export { withEtcdLock } from './with-etcd-lock';
