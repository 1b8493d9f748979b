import type { WriteCost } from './measure-writes';

/** The service as it was before it had events, and as it is, while its consumer group is there and while it is away. */
export const WAYS = ['without', 'there', 'away'] as const;
export type Way = (typeof WAYS)[number];

/** What was measured of one write: a cost for every round. */
export interface CostOfEvents extends Readonly<Record<Way, readonly WriteCost[]>> {
  readonly rpc: string;
  /** CPU of the consumer for one event, in microseconds; it is in no other figure. */
  readonly consumerMicros: number;
}
