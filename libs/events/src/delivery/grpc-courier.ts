import type { CallContext } from '@killrvideo/core';
import {
  Result,
  type ConsumeRequest,
  type ConsumeResponse,
  type Outcome as SaidOutcome,
} from '@killrvideo/proto/events-v1';

import { saidEventOf } from '../said-event';
import { batchStep } from './batch-step';
import type { Courier, Outcome } from './courier';

/** The instances of one group, wherever they are. Throws when none can be asked. */
export interface GroupClient {
  consume(request: ConsumeRequest, call: CallContext): Promise<ConsumeResponse>;
}

/** The clients of all groups. */
export interface ClientsOfGroups {
  /** Opened when it is first asked for, also after it was closed. */
  of(group: string): GroupClient;
  /** Calls in flight end by themselves. */
  close(group: string): void;
}

/** Brings events to groups by gRPC: `EventConsumer` in proto/killrvideo/events/v1. */
export function grpcCourier(clients: ClientsOfGroups): Courier {
  return {
    forget: (group) => clients.close(group),
    async deliver(group, events, signal) {
      const request = { consumerGroup: group, events: events.map(saidEventOf) };
      const { outcomes } = await batchStep(group, signal)((call) => clients.of(group).consume(request, call));
      return events.map((_, index) => outcomeOf(outcomes[index]));
    },
  };
}

/** What is not said, or not understood here, is nothing that could be relied on. */
function outcomeOf(said: SaidOutcome | undefined): Outcome {
  if (said?.result === Result.RESULT_DONE) return { kind: 'done' };
  if (said?.result === Result.RESULT_REFUSED) return { kind: 'refused', reason: said.reason };
  return { kind: 'later' };
}
