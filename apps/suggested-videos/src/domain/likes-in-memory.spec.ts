import { likesInMemory } from './likes-in-memory.testing';
import { itKeepsLikes } from './likes-store.contract.testing';

describe('the store of likes in memory', () => {
  itKeepsLikes(() => likesInMemory());
});
