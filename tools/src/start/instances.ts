import { portHolder } from '@killrvideo/host';
import { freePort, isListenedOn } from '@killrvideo/local-stack';

import type { App } from '../workspace/apps';
import { bundleOf } from '../workspace/build-apps';
import type { StartArguments } from './read-arguments';
import type { Supervised } from './supervise';

/** A process to start: which app, under which label, on which ports of 127.0.0.1. */
export interface Instance extends Supervised {
  readonly app: App;
  readonly grpcPort: number;
  readonly adminPort: number;
  /** 0: a free one, or none. */
  readonly secondPort: number;
  /** 0: a free one, or none. */
  readonly internalPort: number;
}

/**
 * The processes that the arguments ask for. The first of each app has the app's own ports, or for a single process
 * those that the environment names; all others have free ones. Throws when somebody listens there already.
 */
export async function instancesOf(
  { apps, instances, freePorts }: StartArguments,
  environment: NodeJS.ProcessEnv,
): Promise<Instance[]> {
  const planned = apps.flatMap((app) => Array.from({ length: instances }, (_, index) => ({ app, index })));
  const chosen = planned.length === 1 ? environment : {};
  const result = await Promise.all(
    planned.map(async ({ app, index }): Promise<Instance> => {
      const own = index === 0 && !freePorts;
      const grpcPort = own ? Number(chosen['KILLRVIDEO_SERVICE_PORT'] || app.ports.grpc) : await freePort();
      const adminPort = own ? Number(chosen['KILLRVIDEO_ADMIN_PORT'] || app.ports.admin) : await freePort();
      const secondPort =
        app.ports.second && own ? Number(chosen['KILLRVIDEO_SECOND_PORT'] || app.ports.second) : 0;
      const internalPort =
        app.ports.internal && own ? Number(chosen['KILLRVIDEO_INTERNAL_PORT'] || app.ports.internal) : 0;
      return {
        app,
        label: instances === 1 ? app.name : `${app.name}-${index + 1}`,
        script: bundleOf(app.name),
        grpcPort,
        adminPort,
        secondPort,
        internalPort,
        environment: {
          KILLRVIDEO_LISTEN_ADDRESS: '127.0.0.1',
          KILLRVIDEO_SERVICE_PORT: String(grpcPort),
          KILLRVIDEO_ADMIN_PORT: String(adminPort),
          KILLRVIDEO_SECOND_PORT: String(secondPort),
          KILLRVIDEO_INTERNAL_PORT: String(internalPort),
        },
      };
    }),
  );
  await demandPorts(result);
  return result;
}

/** Before anything is started: a service of another clone would look like ours, ready at once. */
async function demandPorts(instances: readonly Instance[]): Promise<void> {
  const holders = await Promise.all(
    instances.flatMap((instance) =>
      portsOf(instance).map(async (port) => {
        const { label } = instance;
        if (port === 0 || !(await isListenedOn(port))) return [];
        return [
          `${label} cannot have port ${port}: ${(await portHolder(port)) ?? 'another process'} holds it.`,
        ];
      }),
    ),
  );
  const problems = [...portsWantedTwice(instances), ...holders.flat()];
  if (problems.length === 0) return;
  throw new Error(
    [
      ...problems,
      'End that process, or let services have free ports: npm start -- --free-ports',
      '(for a single process KILLRVIDEO_SERVICE_PORT, KILLRVIDEO_ADMIN_PORT, KILLRVIDEO_SECOND_PORT and KILLRVIDEO_INTERNAL_PORT choose them)',
    ].join('\n'),
  );
}

type PortsOfInstance = Pick<Instance, 'grpcPort' | 'adminPort' | 'secondPort' | 'internalPort'>;

/** Ports that two of the processes would have: the second would wait for what the first answers. */
export function portsWantedTwice(
  instances: readonly (PortsOfInstance & Pick<Instance, 'label'>)[],
): string[] {
  const wantedBy = new Map<number, string>();
  return instances.flatMap(({ label, ...ports }) =>
    portsOf(ports).flatMap((port) => {
      const other = wantedBy.get(port);
      if (port !== 0) wantedBy.set(port, other ?? label);
      return other === undefined ? [] : [`${other} and ${label} cannot both have port ${port}.`];
    }),
  );
}

function portsOf({ grpcPort, adminPort, secondPort, internalPort }: PortsOfInstance): number[] {
  return [grpcPort, adminPort, secondPort, internalPort];
}
