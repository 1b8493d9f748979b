import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { workspaceRoot } from './workspace-root';

/** An app that can be started: a service, or all of them in one process. */
export interface App {
  readonly name: string;
  /** `second` serves what `grpc` serves. */
  readonly ports: { readonly grpc: number; readonly admin: number; readonly second?: number };
  /** `service` runs by itself; `composition` is made of services. */
  readonly kind: 'service' | 'composition';
}

interface ProjectFile {
  name: string;
  tags?: string[];
  metadata?: { ports?: App['ports'] };
}

/** Every app with ports in its project.json: the only list of them there is. Ordered by port. */
export function listApps(root = workspaceRoot): App[] {
  return readdirSync(join(root, 'apps'))
    .map((folder) => join(root, 'apps', folder, 'project.json'))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as ProjectFile)
    .flatMap(({ name, tags, metadata }) => {
      if (metadata?.ports === undefined) return [];
      return [
        {
          name,
          ports: metadata.ports,
          kind: tags?.includes('layer:composition') ? 'composition' : 'service',
        } as const,
      ];
    })
    .sort((a, b) => a.ports.grpc - b.ports.grpc);
}
