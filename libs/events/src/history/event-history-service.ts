import { checked, DomainError } from '@killrvideo/core';
import { grpcService, type GrpcService } from '@killrvideo/grpc';
import { descriptorSet, EventHistoryService } from '@killrvideo/proto/events-v1';

import { saidEventOf } from '../said-event';
import type { ToldHistory } from './told-history';

const TYPE = { maxBytes: 256 };
const PAGE_SIZE = { min: 1, max: 1000 };
const MAX_AGGREGATES = 100;
const AGGREGATE = { maxBytes: 1024 };

/** killrvideo.events.v1.EventHistory for the types of a process: for its internal listener, never for an open one. */
export function eventHistoryService(histories: ReadonlyMap<string, ToldHistory>): GrpcService {
  const historyOf = (type: string): ToldHistory => {
    const history = histories.get(type);
    if (history !== undefined) return history;
    throw new DomainError('not-found', 'type names no events whose history is told by this process');
  };

  return grpcService(
    EventHistoryService,
    {
      async readHistory(request, call) {
        const { type, pageSize } = checked((field) => ({
          type: field.text('type', request.type, TYPE),
          pageSize: field.integer('page_size', request.pageSize, PAGE_SIZE),
        }));
        const { events, nextPosition } = await historyOf(type).read(request.position, pageSize, call);
        return { events: events.map(saidEventOf), nextPosition };
      },
      async lookUp(request, call) {
        const { type, aggregates } = checked((field) => {
          const { length } = request.aggregates;
          if (length > MAX_AGGREGATES)
            field.violated(`aggregates has ${length} of them, more than ${MAX_AGGREGATES}`);
          return {
            type: field.text('type', request.type, TYPE),
            aggregates: request.aggregates.map((each, index) =>
              field.text(`aggregates[${index}]`, each, AGGREGATE),
            ),
          };
        });
        const events = await historyOf(type).lookUp(aggregates, call);
        return { events: events.map(saidEventOf) };
      },
    },
    { descriptorSet },
  );
}
