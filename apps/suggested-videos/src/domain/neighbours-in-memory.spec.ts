import { neighboursInMemory } from './neighbours-in-memory.testing';
import { itKeepsNeighbours } from './neighbours-store.contract.testing';

describe('the store of neighbours in memory', () => {
  itKeepsNeighbours(() => neighboursInMemory());
});
