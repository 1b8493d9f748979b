import { readSchema, SchemaError, type Cassandra, type Schema, type Tables } from '@killrvideo/cassandra';

import { cassandraVariables } from '../configuration/cassandra-variables';
import { ConfigurationError } from '../configuration/configuration-error';
import type { Host, Need } from './need';

/** The tables of a schema file, which nobody but the service reads or writes; it serves once they are as they must be. */
export function tables(schema: string): Need<Cassandra> {
  return {
    variables: cassandraVariables,
    neededBy: 'services with tables',
    supply: (host) => tablesFor(host, host.service, schema).cassandra,
  };
}

/** Tables that a service waits for; `owner` is whose they are, in the words of logs. */
export function tablesFor(host: Host, owner: string, schema: string): Tables {
  const tables = host.database().tables(owner, schemaOf(owner, schema));
  host.waitFor(tables.ready);
  return tables;
}

/** What no database will ever take ends the process at once. */
function schemaOf(owner: string, text: string): Schema {
  try {
    return readSchema(text);
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    throw new ConfigurationError(`the schema of ${owner} cannot be used: ${error.message}`);
  }
}
