import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { readJson } from './read-json';
import { workspaceRoot } from './workspace-root';

/** An app that can be started: a service, or all of them in one process. */
export interface App {
  readonly name: string;
  /** `second` serves what `grpc` serves, `internal` other services alone. */
  readonly ports: {
    readonly grpc: number;
    readonly admin: number;
    readonly second?: number;
    readonly internal?: number;
  };
  /** First calls, in order: such as one that stores something and one that shows it. */
  readonly examples: readonly ExampleCall[];
  /** `service` runs by itself; `composition` is made of services. */
  readonly kind: 'service' | 'composition';
}

/** A call as grpcurl makes it. */
export interface ExampleCall {
  /** `killrvideo.comments.CommentsService/CommentOnVideo` */
  readonly method: string;
  /** The request in protobuf's JSON, with names as the proto has them. */
  readonly request: object;
}

interface ProjectFile {
  name: string;
  tags?: string[];
  metadata?: { ports?: App['ports']; examples?: App['examples'] };
}

/** Every app with ports in its project.json: the only list of them there is. Ordered by port. */
export function listApps(root = workspaceRoot): App[] {
  return readdirSync(join(root, 'apps'))
    .map((folder) => `apps/${folder}/project.json`)
    .filter((file) => existsSync(join(root, file)))
    .map((file) => readJson<ProjectFile>(root, file))
    .flatMap(({ name, tags, metadata }) => {
      if (metadata?.ports === undefined) return [];
      return [
        {
          name,
          ports: metadata.ports,
          examples: metadata.examples ?? [],
          kind: tags?.includes('layer:composition') ? 'composition' : 'service',
        } as const,
      ];
    })
    .sort((a, b) => a.ports.grpc - b.ports.grpc);
}
