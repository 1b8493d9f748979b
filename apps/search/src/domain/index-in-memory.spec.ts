import { indexInMemory } from './index-in-memory.testing';
import { itKeepsAnIndex } from './index-store.contract.testing';

describe('the index in memory', () => {
  itKeepsAnIndex(() => indexInMemory());
});
