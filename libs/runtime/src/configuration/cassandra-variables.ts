import { z } from 'zod';

import { hostAndPort, listOf, optionalText } from './rules';
import { tlsVariables } from './tls-variables';
import { variable } from './variable';

/** How to reach Cassandra, and what to make there. */
export const cassandraVariables = {
  contactPoints: variable({
    name: 'KILLRVIDEO_CASSANDRA_CONTACT_POINTS',
    olderName: 'KILLRVIDEO_DSE_CONTACT_POINTS',
    meaning: '`host` or `host:port`, by comma; IPv6 in brackets',
    example: '10.0.0.1:9042,10.0.0.2:9042',
    rule: listOf(hostAndPort).default(['127.0.0.1:9042']),
  }),
  dataCenter: variable({
    name: 'KILLRVIDEO_CASSANDRA_DATACENTER',
    meaning: 'the data center that answers',
    example: 'datacenter1',
    rule: z.string().default('datacenter1'),
  }),
  username: variable({
    name: 'KILLRVIDEO_CASSANDRA_USERNAME',
    olderName: 'KILLRVIDEO_DSE_USERNAME',
    meaning: 'where Cassandra asks for one',
    example: 'killrvideo',
    rule: optionalText,
    goesWith: [{ variable: 'password' }],
  }),
  password: variable({
    name: 'KILLRVIDEO_CASSANDRA_PASSWORD',
    olderName: 'KILLRVIDEO_DSE_PASSWORD',
    meaning: 'the password of that user',
    example: 'a password',
    rule: optionalText,
    goesWith: [{ variable: 'username' }],
  }),
  ...tlsVariables({
    names: {
      authorities: 'KILLRVIDEO_CASSANDRA_CA_FILE',
      certificate: 'KILLRVIDEO_CASSANDRA_CERTIFICATE_FILE',
      key: 'KILLRVIDEO_CASSANDRA_KEY_FILE',
    },
    database: 'Cassandra',
  }),
  serverName: variable({
    name: 'KILLRVIDEO_CASSANDRA_SERVER_NAME',
    meaning: 'TLS: the name that the certificates of all nodes bear; of each its IP address',
    example: 'cassandra.example.org',
    rule: optionalText,
  }),
  keyspace: variable({
    name: 'KILLRVIDEO_CASSANDRA_KEYSPACE',
    meaning: 'where all tables are',
    example: 'killrvideo',
    rule: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,47}$/, 'is not a lower-case keyspace name')
      .default('killrvideo'),
  }),
  replication: variable({
    name: 'KILLRVIDEO_CASSANDRA_REPLICATION',
    meaning: 'for a keyspace that must be made',
    example: "{'class': 'NetworkTopologyStrategy', 'datacenter1': 3}",
    rule: z
      .string()
      .regex(/^\{\s*'class'\s*:[^{};]+\}$/, 'is not a CQL replication map')
      .default("{'class': 'SimpleStrategy', 'replication_factor': 1}"),
  }),
};
