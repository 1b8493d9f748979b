/** How to reach etcd, and as whom. */
export interface EtcdAddress {
  /** `host:port`, also behind `http://`, or each behind `https://`: then all is said by TLS. At least one. */
  readonly endpoints: readonly string[];
  /** A user of etcd with a password; none where etcd knows its users by their certificates, or has none. */
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** PEM: who may have signed etcd's certificate. Those whom Node trusts where none are named. */
  readonly authorities?: string | undefined;
  /** PEM: our own certificate and its key, where etcd asks for one. */
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
}
