/** What project.json says of an app: its name and the ports it has when the environment names none. */
export interface AppManifest {
  readonly name: string;
  readonly metadata: {
    readonly ports: {
      /** HTTP for health and metrics. */
      readonly admin: number;
      /** For apps that serve gRPC. */
      readonly grpc?: number;
      /** One more gRPC port that serves the same, for clients that know a service by a port of its own. */
      readonly second?: number;
      /** gRPC for other services alone. */
      readonly internal?: number;
    };
  };
}
