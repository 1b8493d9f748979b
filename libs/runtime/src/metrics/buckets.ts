/** Upper bounds in seconds: from a read out of memory to the budget of a call. */
export const BUCKETS_OF_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
