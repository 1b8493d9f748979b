import { port, wholeNumber } from './rules';
import { variable } from './variable';

/** How calls are served, on whatever port. */
export const callVariables = {
  callBudgetMs: variable({
    name: 'KILLRVIDEO_CALL_BUDGET_MS',
    meaning: 'how long a call without a deadline may take, in milliseconds',
    example: '10000',
    rule: wholeNumber(1, 600_000, 10_000),
  }),
  slowCallMs: variable({
    name: 'KILLRVIDEO_SLOW_CALL_MS',
    meaning: 'a call that takes longer is logged, in milliseconds',
    example: '1000',
    rule: wholeNumber(1, 600_000, 1_000),
  }),
  maxConcurrentCalls: variable({
    name: 'KILLRVIDEO_MAX_CONCURRENT_CALLS',
    meaning: 'more calls at work at once are refused with RESOURCE_EXHAUSTED; one rpc alone gets two thirds',
    example: '1000',
    rule: wholeNumber(1, 2_000, 1_000),
  }),
};

/** For apps that serve everybody; the port is that of the manifest where none is set. */
export function servicePortVariables(defaultPort: number) {
  return {
    port: variable({
      name: 'KILLRVIDEO_SERVICE_PORT',
      meaning: 'gRPC; 0 takes a free port',
      example: String(defaultPort),
      rule: port(defaultPort),
    }),
  };
}

/** For apps that clients know by a port of their own, too. */
export function secondPortVariables(defaultPort: number) {
  return {
    port: variable({
      name: 'KILLRVIDEO_SECOND_PORT',
      meaning: 'one more gRPC port that serves the same; 0 takes a free port',
      example: String(defaultPort),
      rule: port(defaultPort),
    }),
  };
}

/** For apps with rpcs that are not for everybody. */
export function internalPortVariables(defaultPort: number) {
  return {
    port: variable({
      name: 'KILLRVIDEO_INTERNAL_PORT',
      meaning: 'gRPC for other services alone; 0 takes a free port',
      example: String(defaultPort),
      rule: port(defaultPort),
    }),
  };
}
