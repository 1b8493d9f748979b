import type { App } from '../workspace/apps';

/** Where gRPC, admin and internal ports begin: a service has the same number behind all, 8103, 8203 and 8403. */
const GRPC_BASE = 8100;
const ADMIN_BASE = 8200;
const INTERNAL_BASE = 8400;

/** Up to here numbers belong to the services that KillrVideo has everywhere, also to those that are not built yet. */
const LAST_OF_KILLRVIDEO = 11;
const LAST = 99;

/** Ports of a service, with one for other services alone. */
export type FreePorts = Required<Pick<App['ports'], 'grpc' | 'admin' | 'internal'>>;

/** The next ports above all that apps have. Throws when none is left. */
export function freePorts(apps: readonly Pick<App, 'ports'>[]): FreePorts {
  const taken = apps
    .flatMap(({ ports: { grpc, admin, internal = 0 } }) => [
      grpc - GRPC_BASE,
      admin - ADMIN_BASE,
      internal - INTERNAL_BASE,
    ])
    .filter((number) => number >= 0 && number <= LAST);
  const number = Math.max(LAST_OF_KILLRVIDEO, ...taken) + 1;
  if (number > LAST) {
    throw new Error(
      `no port is left: ${GRPC_BASE + LAST}, ${ADMIN_BASE + LAST} or ${INTERNAL_BASE + LAST} is taken. Give its app a lower one in its project.json`,
    );
  }
  return { grpc: GRPC_BASE + number, admin: ADMIN_BASE + number, internal: INTERNAL_BASE + number };
}
