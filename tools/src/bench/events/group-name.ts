/** The consumer group that events are delivered to. */
export const GROUP = 'bench-consumer';
