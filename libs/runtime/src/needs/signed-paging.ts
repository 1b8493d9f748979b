import { pagingKeys, type PagingKeys } from '@killrvideo/cassandra';
import { z } from 'zod';

import { listOf } from '../configuration/rules';
import { variable } from '../configuration/variable';
import type { Need } from './need';

const MIN_LENGTH = 32;

export const pagingVariables = {
  keys: variable({
    name: 'KILLRVIDEO_PAGING_KEYS',
    meaning: `keys of at least ${MIN_LENGTH} characters, by comma: the first signs paging states, all verify`,
    example: 'the output of: openssl rand -hex 32',
    rule: listOf(z.string().min(MIN_LENGTH, `has a key of fewer than ${MIN_LENGTH} characters`)),
  }),
};

/** Keys for the paging states of lists; the same in all instances of a service. */
export const signedPaging: Need<PagingKeys> = {
  variables: pagingVariables,
  neededBy: 'services with lists in pages',
  supply: (host) => pagingKeys(host.valuesOf(pagingVariables).keys),
};
