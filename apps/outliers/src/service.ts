import { grpcService } from '@killrvideo/grpc';
import { descriptorSet } from '@killrvideo/proto/outliers';
import { descriptorSet as descriptorSetV1 } from '@killrvideo/proto/outliers-v1';
import { serviceModule } from '@killrvideo/runtime';

import { outliersUseCases } from './domain/outliers-use-cases';
import { detectDefinition, detectHandlers } from './grpc/detect-handlers';
import { detectInSeriesDefinition, detectInSeriesHandlers } from './grpc/detect-in-series-handlers';

/** A million metrics of the public Go client. */
const MAX_REQUEST_BYTES = 32 * 1024 * 1024;

/** What 10,000 series have, each with a rule of its own. */
const MAX_FIELDS = 100_000;

/** Values that stand out. Needs no database: every call brings all that it is about. */
export const outliers = serviceModule({
  name: 'outliers',
  needs: {},
  compose: () => {
    const useCases = outliersUseCases();
    const maxRequestBytes = MAX_REQUEST_BYTES;
    return {
      services: [
        grpcService(detectDefinition, detectHandlers(useCases), { descriptorSet, maxRequestBytes }),
        grpcService(detectInSeriesDefinition, detectInSeriesHandlers(useCases), {
          descriptorSet: descriptorSetV1,
          maxRequestBytes,
          maxFields: MAX_FIELDS,
        }),
      ],
    };
  },
});
