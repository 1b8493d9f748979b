import { detect } from './detect';
import { detectInSeries } from './detect-in-series';

/** All that the outliers service can do, each use case named for its rpc. */
export function outliersUseCases() {
  return { detect, detectInSeries };
}

export type OutliersUseCases = ReturnType<typeof outliersUseCases>;
