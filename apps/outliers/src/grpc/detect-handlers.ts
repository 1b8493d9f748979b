import { undecoded, type Handlers } from '@killrvideo/grpc';
import { bufferPool } from '@killrvideo/grpc/large-messages';
import { OutliersService } from '@killrvideo/proto/outliers';

import type { OutliersUseCases } from '../domain/outliers-use-cases';
import { turnsOf } from '../domain/turns';
import { encodeIndices } from './encode-indices';
import { valueScanner } from './value-scanner';

/** pb.Outliers, whose requests come undecoded: up to a million metrics, of which only the values matter. */
export const detectDefinition = {
  detect: { ...undecoded(OutliersService.detect), responseSerialize: encodeIndices },
};

/** What is kept of the memory of values for the next request: a million takes 8 MiB. */
const MAX_SPARE_BYTES = 32 * 1024 * 1024;

/** pb.Outliers: converts requests and responses, nothing else. */
export function detectHandlers(outliers: OutliersUseCases): Handlers<typeof detectDefinition> {
  const pool = bufferPool(MAX_SPARE_BYTES);
  return {
    detect: async (request, call) => {
      const scanner = valueScanner(request, pool);
      try {
        const turns = turnsOf(call);
        while (scanner.step()) if (turns.over()) await turns.next();
        return { indices: await outliers.detect(scanner.values(), call) };
      } finally {
        scanner.release();
      }
    },
  };
}
