import { contentInMemory } from './content-in-memory.testing';
import { itKeepsContent } from './content-store.contract.testing';

describe('the store of content in memory', () => {
  itKeepsContent(() => contentInMemory());
});
