import type { App } from '../workspace/apps';

/** Where gRPC and admin ports begin: a service has the same number behind both, 8103 and 8203. */
const GRPC_BASE = 8100;
const ADMIN_BASE = 8200;

/** Up to here numbers belong to the services that KillrVideo has everywhere, also to those that are not built yet. */
const LAST_OF_KILLRVIDEO = 11;
const LAST = 99;

/** The next ports above all that apps have. Throws when none is left. */
export function freePorts(apps: readonly Pick<App, 'ports'>[]): { grpc: number; admin: number } {
  const taken = apps
    .flatMap(({ ports }) => [ports.grpc - GRPC_BASE, ports.admin - ADMIN_BASE])
    .filter((number) => number >= 0 && number <= LAST);
  const number = Math.max(LAST_OF_KILLRVIDEO, ...taken) + 1;
  if (number > LAST) {
    throw new Error(
      `no port is left: ${GRPC_BASE + LAST} or ${ADMIN_BASE + LAST} is taken. Give its app a lower one in its project.json`,
    );
  }
  return { grpc: GRPC_BASE + number, admin: ADMIN_BASE + number };
}
