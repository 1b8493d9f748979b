import { bundleOf } from '../workspace/build-apps';
import { freePort } from '../workspace/free-port';
import type { StartArguments } from './read-arguments';
import type { Supervised } from './supervise';

/** A process to start: which app, under which label, on which ports of 127.0.0.1. */
export interface Instance extends Supervised {
  readonly app: string;
  readonly grpcPort: number;
  readonly adminPort: number;
}

/** The processes that the arguments ask for; the first of each app has the app's own ports, the others free ones. */
export async function instancesOf(
  { apps, instances, freePorts }: StartArguments,
  environment: Readonly<Record<string, string>>,
): Promise<Instance[]> {
  const planned = apps.flatMap((app) => Array.from({ length: instances }, (_, index) => ({ app, index })));
  return Promise.all(
    planned.map(async ({ app, index }): Promise<Instance> => {
      const grpcPort = index === 0 && !freePorts ? app.ports.grpc : await freePort();
      const adminPort = index === 0 && !freePorts ? app.ports.admin : await freePort();
      return {
        app: app.name,
        label: instances === 1 ? app.name : `${app.name}-${index + 1}`,
        script: bundleOf(app.name),
        grpcPort,
        adminPort,
        environment: {
          ...environment,
          KILLRVIDEO_LISTEN_ADDRESS: '127.0.0.1',
          KILLRVIDEO_SERVICE_PORT: String(grpcPort),
          KILLRVIDEO_ADMIN_PORT: String(adminPort),
        },
      };
    }),
  );
}
