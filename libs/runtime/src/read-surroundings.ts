import type { CassandraAddress } from '@killrvideo/cassandra';
import type { EtcdAddress } from '@killrvideo/discovery';

import { cassandraVariables } from './configuration/cassandra-variables';
import { etcdVariables } from './configuration/etcd-variables';
import { addressVariables, advertisedProblems } from './configuration/process-variables';
import { readVariables, type Environment } from './configuration/read-variables';

/** What a command must know that works beside the services. */
export interface Surroundings {
  readonly cassandra: CassandraAddress;
  readonly keyspace: string;
  readonly etcd: EtcdAddress;
  readonly listenAddress: string;
  /** The address by which services call what listens there. */
  readonly advertisedAddress: string;
}

/** Reads the same variables as the services; `program` is named in the ConfigurationError that it throws. */
export function readSurroundings(program: string, environment: Environment): Surroundings {
  const configuration = readVariables(
    environment,
    program,
    [addressVariables, cassandraVariables, etcdVariables],
    (read) => advertisedProblems(read, addressVariables, environment),
  );
  const { keyspace, ...cassandra } = configuration.valuesOf(cassandraVariables);
  const { listenAddress, advertisedAddress } = configuration.valuesOf(addressVariables);
  return {
    ...{ cassandra, keyspace, listenAddress },
    etcd: configuration.valuesOf(etcdVariables),
    advertisedAddress: advertisedAddress ?? listenAddress,
  };
}
