import { endpoint, listOf } from './rules';
import { variable } from './variable';

/** How to reach etcd. */
export const etcdVariables = {
  endpoints: variable({
    name: 'KILLRVIDEO_ETCD_ENDPOINTS',
    meaning: '`host:port` or URLs, by comma',
    example: '10.0.0.1:2379,10.0.0.2:2379',
    rule: listOf(endpoint).default(['127.0.0.1:2379']),
  }),
};
