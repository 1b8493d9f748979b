import { grpcCaller, type GrpcCaller } from '@killrvideo/grpc-client/testing';
import { startServiceProcess, untilReady, type ServiceProcess } from '@killrvideo/testing';

import { bundleOf } from './start-world';
import { world } from './world';

/** A further process of a service in the world, which a test may kill; `kill` it in any case. */
export interface Instance {
  readonly process: ServiceProcess;
  readonly caller: GrpcCaller;
}

/** Resolves when it is ready. */
export async function startInstance(
  app: string,
  environment: Record<string, string> = {},
): Promise<Instance> {
  const process = await startServiceProcess(bundleOf(app), { ...world.environment, ...environment });
  await untilReady(process);
  return { process, caller: grpcCaller(process.address) };
}

export async function killInstance({ process, caller }: Instance): Promise<void> {
  process.kill('SIGKILL');
  await process.exited();
  caller.close();
}
