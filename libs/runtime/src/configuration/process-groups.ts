import type { AppManifest } from '../app-manifest';
import { etcdVariables } from './etcd-variables';
import {
  callVariables,
  internalPortVariables,
  secondPortVariables,
  servicePortVariables,
} from './grpc-variables';
import { processVariables } from './process-variables';
import type { Variables } from './variable';

export type ProcessGroups = ReturnType<typeof processGroups>;

/** The groups of variables that a process of the app reads, whatever its services need besides. */
export function processGroups(manifest: AppManifest) {
  const { grpc, second, internal } = manifest.metadata.ports;
  return {
    process: processVariables(manifest),
    etcd: etcdVariables,
    calls: grpc === undefined && internal === undefined ? undefined : callVariables,
    /** Undefined for what the app has not. */
    service: grpc === undefined ? undefined : servicePortVariables(grpc),
    second: second === undefined ? undefined : secondPortVariables(second),
    internal: internal === undefined ? undefined : internalPortVariables(internal),
  };
}

export function inUse(groups: ProcessGroups): Variables[] {
  return Object.values(groups).filter((group) => group !== undefined);
}
