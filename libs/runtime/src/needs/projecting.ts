import { projectionTables } from '@killrvideo/events';

import { hearing } from './hearing';

/**
 * As `listening`, for services whose tables follow from events: what happened before is told to the same listeners, in the
 * background and in no order, by the owners of the events, which must tell their history. Somebody who sends mail listens.
 */
export const projecting = hearing(projectionTables, (events, of, listeners) => events.project(of, listeners));
