import { endpoint, listOf, optionalText } from './rules';
import { tlsVariables } from './tls-variables';
import { variable } from './variable';

const isSecure = (each: string): boolean => each.startsWith('https://');

/** How to reach etcd, and as whom. */
export const etcdVariables = {
  endpoints: variable({
    name: 'KILLRVIDEO_ETCD_ENDPOINTS',
    meaning: '`host:port` or URLs, by comma; `https://` before each for TLS',
    example: '10.0.0.1:2379,10.0.0.2:2379',
    rule: listOf(endpoint)
      .refine(
        (all) => all.every(isSecure) || !all.some(isSecure),
        'has https:// before some, and not before all',
      )
      .default(['127.0.0.1:2379']),
  }),
  username: variable({
    name: 'KILLRVIDEO_ETCD_USERNAME',
    meaning: 'where etcd asks for one and knows it by its password',
    example: 'killrvideo',
    rule: optionalText,
    goesWith: [{ variable: 'password' }],
  }),
  password: variable({
    name: 'KILLRVIDEO_ETCD_PASSWORD',
    meaning: 'the password of that user',
    example: 'a password',
    rule: optionalText,
    goesWith: [{ variable: 'username' }],
  }),
  ...tlsVariables({
    names: {
      authorities: 'KILLRVIDEO_ETCD_CA_FILE',
      certificate: 'KILLRVIDEO_ETCD_CERTIFICATE_FILE',
      key: 'KILLRVIDEO_ETCD_KEY_FILE',
    },
    database: 'etcd',
    goesWith: [
      {
        variable: 'endpoints',
        misfit: (_, endpoints) =>
          (endpoints as readonly string[]).every(isSecure)
            ? undefined
            : 'is for TLS, and KILLRVIDEO_ETCD_ENDPOINTS has no https:// in it',
      },
    ],
  }),
};
