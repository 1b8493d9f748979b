export { registerInstance } from './register-instance';
export { withEtcdLock } from './with-etcd-lock';
