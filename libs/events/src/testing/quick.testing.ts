import { EVENT_SETTINGS, type EventSettings } from '../settings';

/** Short times, so that a process counts as dead in less than a second. */
export const QUICK: EventSettings = {
  ...EVENT_SETTINGS,
  leaseMs: 700,
  beatEveryMs: 200,
  marginMs: 150,
  bucketMs: 200,
  tidyEveryMs: 200,
  takeOverEveryMs: 100,
  putOffAtMostMs: 300,
};
