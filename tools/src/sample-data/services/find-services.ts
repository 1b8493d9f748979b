import { pause } from '@killrvideo/core';
import { findInstances } from '@killrvideo/discovery';

import { NEEDED_SERVICES, perService, type NeededService, type PerService } from './needed-services';

/** Where the services are asked for: in etcd, or all at one address. */
export type Whereabouts = { readonly etcd: readonly string[] } | { readonly address: string };

const LOOK_EVERY_MS = 250;

/**
 * `host:port` of every instance of each service. Services that have just started may not be registered yet, so they
 * get `patienceMs`; then the error says which are missing and what to do.
 */
export async function findServices(
  whereabouts: Whereabouts,
  { patienceMs, signal }: { patienceMs: number; signal: AbortSignal },
): Promise<PerService<readonly string[]>> {
  if ('address' in whereabouts) return perService(() => [whereabouts.address]);
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const found = await lookUp(whereabouts.etcd);
    const missing = (Object.keys(found) as NeededService[]).filter((name) => found[name].length === 0);
    if (missing.length === 0) return found;
    if (performance.now() >= giveUpAt) {
      throw new Error(
        `not registered in etcd (${whereabouts.etcd.join(', ')}): ${missing.map((name) => NEEDED_SERVICES[name]).join(', ')}. ${WHAT_TO_DO}`,
      );
    }
    await pause(LOOK_EVERY_MS, signal);
    signal.throwIfAborted();
  }
}

const WHAT_TO_DO =
  'Start the services with `npm start`, name another etcd in KILLRVIDEO_ETCD_ENDPOINTS, or give --address host:port of an all-in-one.';

async function lookUp(etcd: readonly string[]): Promise<PerService<readonly string[]>> {
  const names = Object.entries(NEEDED_SERVICES);
  try {
    const found = new Map(
      await Promise.all(
        names.map(
          async ([name, service]) => [name, await findInstances({ endpoints: etcd }, service)] as const,
        ),
      ),
    );
    return perService((name) => found.get(name) ?? []);
  } catch (cause) {
    throw new Error(`etcd does not answer at ${etcd.join(', ')}. ${WHAT_TO_DO}`, { cause });
  }
}
