import { DomainError } from '@killrvideo/core';
import { grpcService, type GrpcService } from '@killrvideo/grpc';
import {
  descriptorSet,
  EventConsumerService,
  Result,
  type Outcome as SaidOutcome,
} from '@killrvideo/proto/events-v1';

import type { Outcome } from '../delivery/courier';
import { outboxEventOf } from '../said-event';
import type { ConsumeEvents } from './consume-events';

/** One event may be larger than a batch of many is allowed to be, and comes with its frame. */
const MAX_REQUEST_BYTES = 4 * 1024 * 1024;

/** killrvideo.events.v1.EventConsumer for the groups of a process: for its internal listener, never for an open one. */
export function eventConsumerService(groups: ReadonlyMap<string, ConsumeEvents>): GrpcService {
  return grpcService(
    EventConsumerService,
    {
      async consume({ consumerGroup, events }, call) {
        const consume = groups.get(consumerGroup);
        if (consume === undefined) {
          throw new DomainError('not-found', 'consumer_group names no group of this process');
        }
        const outcomes = await consume(events.map(outboxEventOf), call);
        return { outcomes: outcomes.map(saidOf) };
      },
    },
    { descriptorSet, maxRequestBytes: MAX_REQUEST_BYTES },
  );
}

const RESULTS: Record<Outcome['kind'], Result> = {
  done: Result.RESULT_DONE,
  refused: Result.RESULT_REFUSED,
  later: Result.RESULT_LATER,
};

function saidOf(outcome: Outcome): SaidOutcome {
  return { result: RESULTS[outcome.kind], reason: outcome.kind === 'refused' ? outcome.reason : '' };
}
