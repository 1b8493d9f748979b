import { OutliersRequest } from '@killrvideo/proto/outliers';

export const DETECT = '/pb.Outliers/Detect';

/**
 * A request as the public Go client makes them: uniform in [0, 40) and three outliers, one time in whole seconds for all,
 * the name CPU.
 */
export function detectRequest(length: number): Uint8Array {
  const metrics = Array.from({ length }, (_, at) => ({
    time: { seconds: 1_764_000_000n, nanos: 0 },
    name: 'CPU',
    value: [7, 113, 835].includes(at) ? 90 : (at * 7919.13) % 40,
  }));
  return OutliersRequest.encode({ metrics }).finish();
}
