import { listenerTables } from '@killrvideo/events';

import { hearing } from './hearing';

/**
 * To hear of events from now on: the service is a consumer group of its own name, and is given how to say what it listens to,
 * once. It is asked on the internal port, which its project.json must name.
 */
export const listening = hearing(
  () => listenerTables,
  (events, of, listeners) => events.listen(of, listeners),
);
