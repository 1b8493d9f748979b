import type { CallContext } from '@killrvideo/core';
import { undecoded, type Handlers } from '@killrvideo/grpc';
import { OutliersService } from '@killrvideo/proto/outliers';

import type { OutliersUseCases } from '../domain/outliers-use-cases';
import { turnsOf } from '../domain/turns';
import { encodeIndices } from './encode-indices';
import { valueScanner } from './value-scanner';

/** pb.Outliers, whose requests come undecoded: up to a million metrics, of which only the values matter. */
export const detectDefinition = {
  detect: { ...undecoded(OutliersService.detect), responseSerialize: encodeIndices },
};

/** pb.Outliers: converts requests and responses, nothing else. */
export function detectHandlers(outliers: OutliersUseCases): Handlers<typeof detectDefinition> {
  return {
    detect: async (request, call) => ({
      indices: await outliers.detect(await valuesOf(request, call), call),
    }),
  };
}

async function valuesOf(request: Buffer, call: CallContext): Promise<Float64Array> {
  const scanner = valueScanner(request);
  const turns = turnsOf(call);
  while (scanner.step()) if (turns.over()) await turns.next();
  return scanner.values();
}
