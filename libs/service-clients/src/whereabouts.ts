/** The addresses of a service, as they come and go. */
export interface AddressSource {
  /** `host:port` with an IP address; undefined while nobody can say yet. */
  addresses(): readonly string[] | undefined;
  /** `changed` is called whenever the addresses are others. Returns how to stop that. */
  onChange(changed: () => void): () => void;
}

/** Where the resolver of a channel looks. */
export interface Whereabouts {
  readonly source: AddressSource;
  /** A DNS name with its port, asked where the source knows of nobody; undefined: there is none. */
  readonly dnsName: string | undefined;
}
