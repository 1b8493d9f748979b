import type { Plan } from '../plan/plan';
import type { PerService } from '../services/needed-services';
import type { PatientClient } from '../services/patient-client';

/** What each step of the work is given. */
export interface Work {
  readonly plan: Plan;
  readonly services: PerService<PatientClient>;
  readonly signal: AbortSignal;
  /** Tells that so many more have been made, or were there already. */
  readonly tell: (what: 'made' | 'there', count?: number) => void;
}

/** Calls in flight at a time. */
export const CALLS_AT_ONCE = 16;
/** A multi-get takes no more ids. */
export const IDS_PER_CALL = 20;
