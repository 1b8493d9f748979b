import { claimsInMemory } from './claims-in-memory.testing';
import { itKeepsClaims } from './video-claims.contract.testing';

describe('a claim in memory', () => itKeepsClaims(claimsInMemory));
