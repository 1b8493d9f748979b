export { admitMessages, type AdmissionLimits } from './admit-messages';
export { bufferPool, type BufferPool } from './buffer-pool';
