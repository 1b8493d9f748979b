import type { CallContext } from '@killrvideo/core';
import type {
  LookUpRequest,
  LookUpResponse,
  ReadHistoryRequest,
  ReadHistoryResponse,
} from '@killrvideo/proto/events-v1';

import { outboxEventOf } from '../said-event';
import type { ToldHistory } from './told-history';

/** The instances of the owner, wherever they are. Throws DomainErrors. */
export interface HistoryClient {
  readHistory(request: ReadHistoryRequest, call: CallContext): Promise<ReadHistoryResponse>;
  lookUp(request: LookUpRequest, call: CallContext): Promise<LookUpResponse>;
}

/** The history of a type as its owner tells it by gRPC: `EventHistory` in proto/killrvideo/events/v1. */
export function grpcHistory(type: string, owner: HistoryClient): ToldHistory {
  return {
    async read(position, pageSize, call) {
      const { events, nextPosition } = await owner.readHistory({ type, pageSize, position }, call);
      return { events: events.map(outboxEventOf), nextPosition };
    },
    async lookUp(aggregates, call) {
      const { events } = await owner.lookUp({ type, aggregates: [...aggregates] }, call);
      return events.map(outboxEventOf);
    },
  };
}
