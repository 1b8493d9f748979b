export { admitMessages, type AdmissionLimits, type MessageAdmission } from './admit-messages';
export type { BudgetState } from './byte-budget';
export { bufferPool, type BufferPool } from './buffer-pool';
